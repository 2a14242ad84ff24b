internal import ArgumentParser

/// `release-ledger report`.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Reports for managers and auditors, each with what it was made from.",
    discussion: """
      A report is a function of its parameters and of the log's size: run again with the same --as-of it gives the same \
      bytes. Each ends with a sheet that says from which state of the log, by which queries and from how many rows it was \
      made.
      """,
    subcommands: [
      ReportMetrics.self, ReportDossier.self, ReportCompliance.self, ReportChecklist.self, ReportNotes.self,
    ]
  )
}
