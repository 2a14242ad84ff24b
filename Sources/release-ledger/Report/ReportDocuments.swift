internal import ArgumentParser
internal import LedgerStore
internal import ReleaseGovernance
internal import ReleaseReports

/// Which release a document is about, and in whose shape it is.
struct DocumentOptions: ParsableArguments {
  @OptionGroup var release: ReleaseOptions

  @Option(
    help: ArgumentHelp(
      "Whose template: a policy that comes with the program; the policy in force unless given.",
      valueName: "policy"
    )
  )
  var template: String?

  @Flag(help: "Print the document in the shape of the organisation's template (Markdown).")
  var document = false

  @OptionGroup(title: "Report") var report: ReportOptions
  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  /// - Throws: where the document, which is Markdown, is asked for in another form.
  func validate() throws {
    guard document, ![.table, .markdown].contains(report.format) else { return }
    throw ValidationError("--document is Markdown, and comes in no other --format")
  }
}

/// `report checklist`.
struct ReportChecklist: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checklist",
    abstract: "The organisation's release checklist, filled from the records: nobody ticks it by hand."
  )

  @OptionGroup var options: DocumentOptions

  func run() async throws {
    let (service, version) = try options.release.release()
    try await options.ledgerOptions.withLedger { ledger in
      let found = try await Governance(ledger)
        .records(service: service, version: version, basis: try await options.report.basis(ledger))
      let policies = options.template.map { [$0] } ?? found.policies
      guard let template = try ChecklistTemplate.template(for: policies) else {
        let known = try ChecklistTemplate.builtIn().flatMap(\.packs).joined(separator: ", ")
        throw Failure(
          "there is no checklist of \(policies.joined(separator: ", ")); name one with --template: \(known)",
          code: .badData
        )
      }
      let checklist = ReleaseChecklist(of: found.records, by: template, basis: found.basis)
      try options.report.write(checklist.report, or: options.document ? checklist.document : nil)
    }
  }
}

/// `report notes`.
struct ReportNotes: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notes",
    abstract: "Release notes, filled from the records; a section that nothing fills says so."
  )

  @OptionGroup var options: DocumentOptions

  func run() async throws {
    let (service, version) = try options.release.release()
    try await options.ledgerOptions.withLedger { ledger in
      let found = try await Governance(ledger)
        .records(service: service, version: version, basis: try await options.report.basis(ledger))
      let template = try ReleaseNotesTemplate.template(
        for: options.template.map { [$0] } ?? found.policies,
        type: found.records.type
      )
      let notes = ReleaseNotes(of: found.records, by: template, basis: found.basis)
      try options.report.write(notes.report, or: options.document ? notes.document : nil)
    }
  }
}
