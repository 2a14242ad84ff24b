internal import Crypto
internal import LedgerStore
internal import ReleaseRecords

/// What one attempt of a CI run reports: a step that is repeated records nothing twice.
///
/// A report that is made again after another outcome of the same was reported is a new fact.
struct RunReport {
  private let run: String
  private let record: Record

  /// Nil outside of CI, and for kinds of which the same may come again in one attempt and counts again: observations,
  /// steps, messages.
  init?(_ record: Record, in context: RecordingContext) {
    guard let run = context.runIdentity, Self.kinds.contains(record.kind) else { return nil }
    self.run = run
    self.record = record
  }

  private static let kinds: Set<RecordKind> = [
    .release, .change, .artifact, .gate, .checklist, .approval, .deployment, .status,
  ]

  /// The key of the report, which names the attempt of the run, the kind and what the record says in its required fields.
  var key: String { key(of: record, after: nil) }

  /// Appends the report, unless it is what was reported last.
  func append(to ledger: Ledger) async throws -> Receipt {
    var others: [Int64?] = [nil]
    var report = record
    report.key = key
    var receipt = try await ledger.append(validated: [report])[0]
    while receipt.isRepetition {
      others.append(receipt.sequence)
      let keys = others.flatMap { after in alternatives.map { key(of: $0, after: after) } }
      guard let last = try await ledger.sequences(ofKeys: keys).max(), last > receipt.sequence else { break }
      others.append(last)
      report.key = key(of: record, after: last)
      receipt = try await ledger.append(validated: [report])[0]
    }
    return receipt
  }

  /// The same with every other outcome.
  private var alternatives: [Record] {
    var records = [record]
    for field in Catalogue[record.kind].fields where field.isRequired {
      guard case .oneOf(let choices) = field.type else { continue }
      records = records.flatMap { record in
        choices.map { choice in
          var other = record
          other.data[field.name] = .string(choice)
          return other
        }
      }
    }
    return records.filter { $0 != record }
  }

  /// - Parameter other: the report of another outcome that it comes after, where it was made before that too.
  private func key(of record: Record, after other: Int64?) -> String {
    var parts = [
      run, record.kind.rawValue, record.service ?? "", record.version?.text ?? "", record.environment ?? "",
    ]
    for field in Catalogue[record.kind].fields where field.isRequired {
      if let value = record.data[field.name] { parts.append(CanonicalJSON.string(value)) }
    }
    if let other { parts.append("after \(other)") }
    let key = parts.joined(separator: "/")
    return key.utf8.count <= RecordLimits.keyBytes ? key : Self.shortened(key)
  }

  /// What people recognise of a long key, and the digest of all of it.
  private static func shortened(_ key: String) -> String {
    let digest = SHA256.hash(data: Array(key.utf8)).hexadecimal
    return key.prefix(80).unicodeScalars.prefix(80).map(String.init).joined() + "…sha256:" + digest
  }
}
