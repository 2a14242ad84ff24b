internal import LedgerStore
internal import ReleaseRecords
internal import ReleaseReports

/// Tells a record in one line, with people by the names they are known by.
struct RecordSummary {
  /// Identities by the ids that stand for them.
  let people: [String: String]
  private let words: RecordWords

  /// A summary for these records, whose people are looked up as far as this user may see them.
  init(_ records: [LedgerRecord], in ledger: Ledger) async throws {
    let ids = Set(records.flatMap(\.record.identities))
    do {
      people = try await ledger.identities(of: ids)
    } catch LedgerError.notPermitted {
      people = [:]
    }
    words = RecordWords(people: PeopleNames(people))
  }

  /// What the record says beside its envelope.
  func line(_ record: Record) -> String {
    Terminal.safe(([RecordWords.title(record)].compactMap(\.self) + words.details(record)).joined(separator: ", "))
  }
}
