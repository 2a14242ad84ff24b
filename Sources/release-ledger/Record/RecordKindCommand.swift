internal import ArgumentParser
internal import LedgerStore
internal import ReleaseRecords

/// `release-ledger record KIND`.
struct RecordKindCommand<Kind: RecordKindProvider>: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Kind.kind.rawValue,
      abstract: Catalogue[Kind.kind].summary,
      discussion: HelpRequest.isMade ? discussion : ""
    )
  }

  private static var discussion: String {
    FieldHelp.text(Kind.kind) + (Kind.kind == .gate ? "\n\n" + GateReports.help : "")
  }

  @OptionGroup var envelope: EnvelopeOptions
  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  @Option(help: "How the receipt is printed: \(ReceiptFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format = ReceiptFormat.table

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("The record's fields, as listed above.", valueName: "field"),
    completion: .custom { words, index, _ in FieldCompletion(kind: Kind.kind).candidates(words, index) }
  )
  var fields: [String] = []

  func run() async throws {
    let definition = Catalogue[Kind.kind]
    if fields.contains("--help") || fields.contains("-h") { throw CleanExit.helpRequest(Self.self) }
    var json = try envelope.json(definition)
    let reports = Kind.kind == .gate ? try GateReports(fields) : nil
    var (data, text) = try FieldFlags(Kind.kind).read(reports?.others ?? fields)
    try reports?.fill(&data, &text)
    json["data"] = .object(data)
    if !text.isEmpty { json["text"] = .object(JSONObject(text.map { ($0, .string($1)) })) }
    let context = RecordingContext.detect()
    if let source = context.source { json["source"] = .object(source) }
    var record: Record
    do throws(RecordError) {
      record = try RecordValidator(now: .now).record(from: .object(json))
    } catch {
      throw FieldFlags(Kind.kind).failure(error)
    }
    let report = record.key == nil ? RunReport(record, in: context) : nil
    record.key = record.key ?? report?.key ?? RequestKey.random()
    if ledgerOptions.verbose {
      Terminal.writeError("source: \(context.source.map { CanonicalJSON.string(.object($0)) } ?? "no CI detected")")
      Terminal.writeError("idempotency key: \(record.key ?? "")")
    }
    try await ledgerOptions.withLedger { ledger in
      let receipt =
        if let report { try await report.append(to: ledger) } else { try await ledger.append(validated: [record])[0] }
      Terminal.write(format.text(receipt, record))
      if format == .table, let reports, !reports.isEmpty, let summary = text["summary"] {
        Terminal.writeError("read: \(Terminal.safe(summary))")
      }
      await NamedDeployments(record).warn(ledger)
    }
  }
}
