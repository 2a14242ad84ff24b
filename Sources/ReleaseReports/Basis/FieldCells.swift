internal import ReleaseRecords
internal import Reporting

/// Fields of records as cells: people by their names, addresses as links, and what is not there as not recorded.
struct FieldCells: Sendable {
  static let notRecorded = Report.Cell.absent("not recorded")

  let people: PeopleNames

  /// A field of a record's data, shown as what the catalogue says it is.
  func callAsFunction(_ name: String, of entry: LedgerRecord?) -> Report.Cell {
    guard let entry, let value = entry.record.data[name] else { return Self.notRecorded }
    let type = Catalogue[entry.kind].fields.first { $0.name == name }?.type ?? .word
    return cell(value, type)
  }

  /// What was last stated in a field by one of several records.
  func callAsFunction(_ name: String, of entries: [LedgerRecord]) -> Report.Cell {
    self(name, of: entries.last { $0.record.data[name] != nil })
  }

  /// Free words of a record: as they stand, as erased, or as never written.
  func words(_ name: String, of entry: LedgerRecord?) -> Report.Cell {
    guard let entry else { return Self.notRecorded }
    if let words = entry.record.text[name] { return .text(words) }
    return entry.sealedText[name] == nil ? Self.notRecorded : .absent("erased; only its digest remains")
  }

  /// A commit by its first digits.
  static func short(_ commit: String?) -> Report.Cell {
    commit.map { .text(String($0.prefix(10))) } ?? notRecorded
  }

  private func cell(_ value: JSONValue, _ type: FieldType) -> Report.Cell {
    switch (type, value) {
    case (.time, .string(let text)): Timestamp(text).map { .time($0) } ?? .text(text)
    case (.uri, .string(let text)): .link(text, address: text)
    case (.list, .array(let elements)) where elements.isEmpty: .absent("none")
    case (.integer, .number(let number)): .number(number, .count)
    default: .text(text(value, type))
    }
  }

  private func text(_ value: JSONValue, _ type: FieldType) -> String {
    switch (type, value) {
    case (.person, .string(let id)): people.name(of: id)
    case (_, .string(let text)): text
    case (_, .boolean(let isTrue)): isTrue ? "yes" : "no"
    case (.list(let element), .array(let values)): values.map { text($0, element) }.joined(separator: ", ")
    case (.object(let fields), .object(let members)):
      members.map { name, member in
        text(member, fields.first { $0.name == name }?.type ?? .word)
      }.joined(separator: " ")
    default: CanonicalJSON.string(value)
    }
  }
}
