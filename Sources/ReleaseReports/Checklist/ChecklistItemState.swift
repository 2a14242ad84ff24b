internal import ReleaseRecords
internal import Reporting

/// How an item of a release checklist stands, by the records.
struct ChecklistItemState: Hashable, Sendable {
  enum Mark: Hashable, Sendable {
    case done
    case failed
    case notApplicable
    case missing

    var badge: Report.Badge {
      switch self {
      case .done: Report.Badge("done", .good)
      case .failed: Report.Badge("failed", .bad)
      case .notApplicable: Report.Badge("not applicable", .neutral)
      case .missing: Report.Badge("not recorded", .caution)
      }
    }
  }

  var mark: Mark
  /// The last of the records that settle it.
  var settling: LedgerRecord?
  var entries: [LedgerRecord]
  /// Why it is not done, where it is not.
  var remark: String?
}

extension RecordsOfRelease {
  /// How an item stands: as its worst source does; what does not apply in part is done.
  func state(of item: ChecklistTemplate.Item, at instant: Timestamp, people: PeopleNames) -> ChecklistItemState {
    let states = item.sources.map { state(of: $0, at: instant, people: people) }
    let entries = states.flatMap(\.entries)
    let settling = states.compactMap(\.settling).max(by: LedgerRecord.precedes)
    let marks = states.map(\.mark)
    let mark: ChecklistItemState.Mark =
      marks.contains(.failed)
      ? .failed
      : marks.contains(.missing) ? .missing : marks.allSatisfy { $0 == .notApplicable } ? .notApplicable : .done
    let remarks = states.compactMap(\.remark)
    return ChecklistItemState(
      mark: mark,
      settling: settling,
      entries: entries,
      remark: remarks.isEmpty ? nil : remarks.joined(separator: "; ")
    )
  }

  private func state(
    of source: ChecklistTemplate.Source,
    at instant: Timestamp,
    people: PeopleNames
  ) -> ChecklistItemState {
    let matching = self[source.kind].filter { entry in
      (source.environment == nil || entry.environment == source.environment)
        && source.fields.allSatisfy { entry[$0.key] == $0.value }
    }
    guard let last = matching.last else {
      return ChecklistItemState(mark: .missing, entries: [], remark: "no \(source.words) is on record")
    }
    switch source.kind {
    case .checklist, .gate: return state(byOutcomeOf: last)
    case .approval: return state(byApprovals: matching, at: instant, people: people)
    case .deployment: return state(byDeployments: matching)
    default: return ChecklistItemState(mark: .done, settling: last, entries: [last])
    }
  }

  private func state(byOutcomeOf entry: LedgerRecord) -> ChecklistItemState {
    let words = entry["outcome"] ?? ""
    switch words {
    case "done", "passed": return ChecklistItemState(mark: .done, settling: entry, entries: [entry])
    case "not_applicable": return ChecklistItemState(mark: .notApplicable, settling: entry, entries: [entry])
    case "skipped":
      return ChecklistItemState(mark: .missing, entries: [entry], remark: "\(entry["gate"] ?? "gate") was skipped")
    default: return ChecklistItemState(mark: .failed, settling: entry, entries: [entry], remark: words)
    }
  }

  private func state(
    byApprovals approvals: [LedgerRecord],
    at instant: Timestamp,
    people: PeopleNames
  ) -> ChecklistItemState {
    let standings = approvals.map { ($0, standing(of: $0, at: instant, people: people)) }
    if let (approval, _) = standings.last(where: { $0.1 == .counts }) {
      return ChecklistItemState(mark: .done, settling: approval, entries: [approval])
    }
    let remark = standings.last.map { "\(people.name(of: $0.0["approver"] ?? "")): \($0.1.text)" }
    let isRejected = standings.last?.1 == .rejected
    return ChecklistItemState(mark: isRejected ? .failed : .missing, entries: approvals, remark: remark)
  }

  private func state(byDeployments entries: [LedgerRecord]) -> ChecklistItemState {
    let runs = DeploymentRun.all(in: entries)
    guard let run = runs.last(where: \.succeeded) ?? runs.last else {
      return ChecklistItemState(mark: .missing, entries: entries)
    }
    guard !run.succeeded else {
      let success = run.entries.first { $0["status"] == "succeeded" }
      return ChecklistItemState(mark: .done, settling: success, entries: run.entries)
    }
    let mark: ChecklistItemState.Mark = run.status == "failed" ? .failed : .missing
    return ChecklistItemState(mark: mark, entries: run.entries, remark: "\(run.id): \(run.status)")
  }
}

extension ChecklistTemplate.Source {
  /// `checklist item planning-8-weeks/scope`, `approval by qa-lead`, `deployment to staging`.
  var words: String {
    let place = environment.map { " in \($0)" } ?? ""
    switch kind {
    case .checklist: return "checklist item \(fields["checklist"] ?? "any")/\(fields["item"] ?? "any")\(place)"
    case .gate: return "result of the gate \(fields["gate"] ?? "any")\(place)"
    case .approval: return "approval by \(fields["role"] ?? "anyone")\(place)"
    case .deployment: return "deployment\(environment.map { " to \($0)" } ?? "")"
    default:
      let values = fields.sorted { $0.key < $1.key }.map { " \($0.key) \($0.value)" }.joined(separator: ",")
      return kind.rawValue + values + place
    }
  }
}
