internal import ArgumentParser
internal import LedgerStore
internal import ReleaseGovernance
internal import ReleasePolicy
internal import ReleaseRecords

/// `policy adopt`.
struct PolicyAdopt: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Put a policy in force, and record it. Needs the role release_ledger_steward."
  )

  @Argument(help: PolicySource.help) var policy: String

  @Option(help: "Only for this service; for all unless given.")
  var service: String?

  @Option(help: ArgumentHelp("From when it is in force (RFC 3339); from now on unless given.", valueName: "time"))
  var from: String?

  @Option(help: ArgumentHelp("Who puts it in force.", valueName: "person"))
  var by: String?

  @Option(help: ArgumentHelp("Who agreed.", valueName: "person"))
  var approvedBy: String?

  @Option(help: "Why.")
  var reason: String?

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    let policy = try PolicySource.policy(policy)
    let from = try from.map { try RecordFilter.instant($0, option: "from") } ?? .now
    let (receipt, inForce) = try await ledgerOptions.withLedger { ledger in
      let governance = Governance(ledger)
      let receipt = try await governance.adopt(
        policy,
        service: service,
        from: from,
        by: by,
        approvedBy: approvedBy,
        reason: reason
      )
      return (receipt, try await governance.adoption(inForceFor: service))
    }
    let bound = Terminal.safe(service ?? "all services")
    // Nobody was bound by it before it was on record.
    let start = max(from, receipt.recordedAt)
    let isAhead = start > receipt.recordedAt
    guard !isAhead, let inForce, inForce.sequence != receipt.sequence else {
      let verb = isAhead ? "will be" : "is"
      return Terminal.write("\(receipt.sequence)  \(policy.name) \(verb) in force for \(bound) from \(start)")
    }
    Terminal.write("\(receipt.sequence)  \(policy.name) is on record for \(bound), and not in force")
    Terminal.writeError(
      "warning: \(inForce.policy) goes on to bind \(bound): record \(inForce.sequence) put it in force from "
        + "\(inForce.effectiveFrom), which is later than \(from); adopt with a later --from, or without"
    )
  }
}

/// `policy what-if`.
struct PolicyWhatIf: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-if",
    abstract: "Say what another policy would have decided on the deployments of a period."
  )

  @Argument(help: PolicySource.help) var policy: String

  @Option(help: ArgumentHelp("The first decision's time.", valueName: "time"))
  var from: String

  @Option(help: ArgumentHelp("The time before which the last decision was.", valueName: "time"))
  var until: String?

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    let policy = try PolicySource.policy(policy)
    let from = try RecordFilter.instant(from, option: "from")
    let until = try until.map { try RecordFilter.instant($0, option: "until") } ?? .now
    let results = try await ledgerOptions.withLedger {
      try await Governance($0).whatIf(policy, from: from, until: until)
    }
    for result in results {
      let record = result.entry.record
      let subject = [record.service, record.version?.text, record.environment].compactMap(\.self).joined(separator: " ")
      let (was, would) = (result.wasAllowed, result.wouldBeAllowed)
      let words =
        was == would ? "as it was: \(was ? "allowed" : "refused")" : was ? "would be refused" : "would be allowed"
      let unmet = would ? "" : "  (\(result.document.decision.unmet.map(\.control).joined(separator: ", ")))"
      Terminal.write(
        "\(result.entry.sequence)  \(result.entry.effectiveAt.toSeconds)  \(Terminal.safe(subject))  \(words)\(unmet)"
      )
    }
    let changed = results.count { $0.wasAllowed != $0.wouldBeAllowed }
    Terminal.writeError("\(results.count) decisions, \(changed) of them would have been others")
  }
}
