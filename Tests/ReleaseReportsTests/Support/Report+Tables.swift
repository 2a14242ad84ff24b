import Reporting
import Testing

extension Report {
  /// The table of a name, wherever in the report it stands.
  func table(_ id: String) throws -> Table {
    let tables = sections.flatMap(\.blocks).compactMap { block -> Table? in
      if case .table(let table) = block { table } else { nil }
    }
    return try #require(tables.first { $0.id == id })
  }
}
