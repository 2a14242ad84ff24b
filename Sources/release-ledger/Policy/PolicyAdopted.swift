internal import ArgumentParser
internal import LedgerStore
internal import ReleaseGovernance
internal import ReleasePolicy
internal import ReleaseRecords

/// `policy adopted`.
struct PolicyAdopted: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopted",
    abstract: "List the policies that were adopted, or print one as it was adopted.",
    discussion: """
      What was adopted is kept in the ledger, complete, with all that it extends:

        release-ledger policy adopted
        release-ledger policy adopted 41 --explain
      """
  )

  @Argument(help: "The number of an adoption's record: print the policy, as canonical JSON.")
  var record: Int64?

  @Flag(help: "Say in plain English what it asks for (as Markdown).")
  var explain = false

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func validate() throws {
    if explain, record == nil { throw ValidationError("--explain needs the number of an adoption's record") }
  }

  func run() async throws {
    try await ledgerOptions.withLedger { ledger in
      guard let record else { return try await list(ledger) }
      let adoption = try await ledger.record(record)
      guard adoption.record.kind == .policy, let digest = adoption.record.data["digest"]?.string else {
        throw Failure("record \(record) adopts no policy; `policy adopted` lists those that do", code: .badData)
      }
      if explain {
        Terminal.write(try await Governance(ledger).policy(digest).explanation)
      } else if let document = try await ledger.document(digest) {
        Terminal.write(raw: String(decoding: document, as: UTF8.self))
      } else {
        throw GovernanceError.noDocument(digest: digest)
      }
    }
  }

  private func list(_ ledger: Ledger) async throws {
    var query = RecordQuery()
    query.kinds = [.policy]
    let superseded = try await ledger.superseded(before: ledger.head().size)
    var isEmpty = true
    try await ledger.forEachPage(query) { page in
      for adoption in page {
        isEmpty = false
        let name = ["policy", "policy_version"].compactMap { adoption.record.data[$0]?.string }.joined(separator: " ")
        let service = adoption.record.service.map { "for \($0)" } ?? "for all services"
        let columns = [
          "\(adoption.sequence)", "in force from \(adoption.record.data["effective_from"]?.string ?? "?")", name,
          service, adoption.record.data["digest"]?.string ?? "",
          superseded.contains(adoption.sequence) ? "withdrawn" : "",
        ]
        Terminal.write(columns.filter { !$0.isEmpty }.map { Terminal.safe($0) }.joined(separator: "  "))
      }
    }
    if isEmpty { Terminal.writeError("no policy was adopted; see `policy adopt`") }
  }
}
