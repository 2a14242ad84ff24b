/// Why metrics could not be computed. Errors of the database come as they are.
public enum MetricsError: Error, Hashable, Sendable {
  /// A part of the query makes no sense: ask again.
  case invalid(field: String, value: String, expected: String)
  /// The database answered with something that no version of its functions returns: migrate it.
  case unexpected(String)
  /// The database has not noted what metrics need of so many records, and cannot from here: ask about a smaller size, or
  /// of the primary.
  case notNoted(size: Int64, noted: Int64)
}

extension MetricsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalid(let field, let value, let expected): "\(field) is \(value), and has to be \(expected)"
    case .unexpected(let what): "the database's metrics do not fit this version: \(what); run `database migrate`"
    case .notNoted(let size, let noted):
      "of the log's \(size) records the database has noted \(noted) for the metrics, and cannot note the others from "
        + "here, where it may only be read: run the report once on the primary, or ask for --as-of \(noted)"
    }
  }
}
