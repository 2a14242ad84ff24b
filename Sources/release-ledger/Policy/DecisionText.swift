internal import LedgerStore
internal import ReleasePolicy
internal import ReleaseRecords

/// A decision as people read it.
struct DecisionText {
  private let document: DecisionDocument
  private let sequence: Int64?
  private let isFull: Bool
  /// The names of people by the ids that stand for them.
  private let people: [String: String]

  /// - Parameter isFull: every control is shown, with the records that it rests on.
  init(_ document: DecisionDocument, recordedAs sequence: Int64?, isFull: Bool, people: [String: String]) {
    self.people = people
    self.document = document
    self.sequence = sequence
    self.isFull = isFull
  }

  func write(subject: String) {
    let decision = document.decision
    let answer = decision.isAllowed ? Terminal.green("allowed") : Terminal.red("refused")
    let recorded = sequence.map { ", record \($0)" } ?? ""
    Terminal.write("\(answer)  \(subject)  by \(document.policy), log of \(document.logSize) records\(recorded)")
    let shown = isFull ? document.findings.filter { $0.verdict != .notApplicable } : decision.unmet
    for finding in shown { write(finding) }
  }

  private func named(_ text: String) -> String {
    people.reduce(text) { $0.replacing($1.key, with: $1.value) }
  }

  private func write(_ finding: Finding) {
    let mark =
      switch finding.verdict {
      case .met: Terminal.green("✓")
      case .notMet: Terminal.red("✗")
      case .pending: Terminal.yellow("…")
      case .waived: Terminal.yellow("~")
      case .notApplicable: " "
      }
    Terminal.write(
      "  \(mark) \(Terminal.bold(finding.control))  \(Terminal.safe(finding.title))  (\(finding.verdict.rawValue))"
    )
    if finding.required != finding.title { Terminal.write("      required: \(Terminal.safe(finding.required))") }
    Terminal.write("      observed: \(Terminal.safe(named(finding.observed)))")
    if let settlement = finding.settlement {
      let by = settlement.by.map { ", by \($0)" } ?? ""
      Terminal.write("      settled by: \(Terminal.safe(settlement.needed))\(by)")
    }
    if isFull, !finding.records.isEmpty {
      Terminal.write(Terminal.dim("      records: \(finding.records.map(String.init).joined(separator: ", "))"))
    }
  }
}

extension DecisionDocument {
  /// The decision as JSON, for machines, with the position of its record.
  func json(recordedAs sequence: Int64?) -> JSONValue {
    var object = json.object ?? [:]
    object["allowed"] = .boolean(decision.isAllowed)
    object["unmet"] = .array(decision.unmet.map { .string($0.control) })
    object["sequence"] = sequence.map { .number(Double($0)) }
    return .object(object)
  }
}

extension Ledger {
  /// The people around a release by their ids. An answer stands without them, too.
  func names(in document: DecisionDocument) async -> [String: String] {
    var query = RecordQuery()
    query.service = document.subject.service
    query.version = document.subject.version?.text
    query.kinds = [.release, .change, .approval, .deployment]
    guard var records = try? await records(query) else { return [:] }
    // A waiver may be for every version, or every service.
    for waiver in Set(document.findings.compactMap(\.waiver)) {
      if let record = try? await record(waiver) { records.append(record) }
    }
    return (try? await RecordSummary(records, in: self).people) ?? [:]
  }
}
