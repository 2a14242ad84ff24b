internal import ArgumentParser
internal import Evidence
internal import LedgerStore
internal import ReleaseRecords

/// `import status-page`.
struct ImportStatusPage: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status-page",
    abstract: "Record the incidents of a status page (cState, as JSON).",
    discussion: """
      Planned work and notices are no incidents. Entries that contradict themselves, such as those resolved before they \
      began, are reported and left out.
      """
  )

  @Argument(help: "The file; - is standard input.")
  var file: String

  @Option(help: "The service that all of them are about; what each entry says was affected unless given.")
  var service: String?

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    let reading = try StatusPage(json: try Files.read(file)).records(service: service)
    try await ledgerOptions.withLedger { ledger in
      var sender = BatchSender(ledger: ledger)
      let validator = RecordValidator(now: .now)
      for record in reading.records { sender.add(try validator.validated(record)) }
      try await sender.finish()
      Terminal.writeError("recorded \(sender.sent - sender.repeated); \(sender.repeated) were there already")
    }
    Terminal.writeError(
      "\(reading.plannedWork.count) planned works and \(reading.notices.count) notices are no incidents"
    )
    for rejected in reading.rejected { Terminal.writeError("left out \(rejected.entry.id): \(rejected.reason)") }
  }
}
