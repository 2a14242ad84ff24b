internal import ArgumentParser

/// `release-ledger audit`.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Check that nothing was altered, sign where the log stands, and hand out proofs that anyone can check.",
    subcommands: [
      AuditVerify.self, AuditCheckpoint.self, AuditProve.self, AuditCheck.self, AuditTiles.self, AuditReplay.self,
    ]
  )
}
