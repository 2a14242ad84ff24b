internal import ArgumentParser
internal import LedgerStore
internal import ReleaseRecords

/// `release-ledger show`: what is known of one thing.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what is known of a release, a deployment, an incident or a single record.",
    discussion: """
        release-ledger show release --service checkout --version 1.4.0
        release-ledger show deployment prod-240
        release-ledger show incident INC-7
        release-ledger show record 42
      """,
    subcommands: [ShowRelease.self, ShowDeployment.self, ShowIncident.self, ShowRecord.self]
  )
}

/// `show release`.
struct ShowRelease: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Show a release's life as a timeline."
  )

  @Option(help: "The service.")
  var service: String?

  @Option(name: .customLong("version"), help: "The version.")
  var version: String?

  @Option(help: "How records are printed: table, json.")
  var format = RecordFormat.table

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    let service = try EnvironmentVariables.required("service", given: service)
    let version = try EnvironmentVariables.required("version", given: version)
    try await ledgerOptions.withLedger { ledger in
      try await Timeline(title: "\(service) \(version)", format: format)
        .print(ledger.records(ofRelease: version, service: service), in: ledger)
    }
  }
}

/// What is shown of something that records name by an id.
struct NamedOptions: ParsableArguments {
  @Argument(help: "Its id.")
  var id: String

  @Option(help: "Only records of this service: two services may have the same id.")
  var service: String?

  @Option(help: "How records are printed: table, json.")
  var format = RecordFormat.table

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  /// Prints the records of some kinds that have the id in one of some fields.
  func show(_ what: String, in fields: [String], kinds: [RecordKind]) async throws {
    let service = try EnvironmentVariables.value(of: "service", given: service)
    let title = "\(what) \(id)" + (service.map { " of \($0)" } ?? "")
    try await ledgerOptions.withLedger { ledger in
      try await Timeline(title: title, format: format).print(naming: id, of: service, in: fields, kinds: kinds, ledger)
    }
  }
}

/// `show deployment`.
struct ShowDeployment: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deployment",
    abstract: "Show the records of a deployment."
  )

  @OptionGroup var named: NamedOptions

  func run() async throws {
    try await named.show(
      "deployment",
      in: ["deployment", "caused_by", "fixed_by"],
      kinds: [.deployment, .rollout, .observation, .rollback, .incident]
    )
  }
}

/// `show incident`.
struct ShowIncident: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "incident", abstract: "Show the records of an incident.")

  @OptionGroup var named: NamedOptions

  func run() async throws {
    try await named.show("incident", in: ["incident"], kinds: [.incident, .postmortem, .communication, .rollback])
  }
}

/// `show record`.
struct ShowRecord: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Show a record in full: as JSON with its words, or --leaf, the exact bytes that are in the tree."
  )

  @Argument(help: "The record's sequence number.")
  var sequence: Int64

  @Flag(help: "Print the leaf's exact bytes and nothing else.")
  var leaf = false

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    try await ledgerOptions.withLedger { ledger in
      if leaf { return Terminal.write(raw: String(decoding: try await ledger.leaf(sequence), as: UTF8.self)) }
      let record = try await ledger.record(sequence)
      let summary = try await RecordSummary([record], in: ledger)
      var shown = LedgerRecord(
        sequence: record.sequence,
        recordedAt: record.recordedAt,
        recordedBy: record.recordedBy,
        record: record.record.mappingPeople { summary.people[$0] ?? $0 }
      ).json
      if !record.undisclosedText.isEmpty, case .object(var object) = shown {
        object["erased_text"] = .array(record.undisclosedText.map { .string($0) })
        shown = .object(object)
      }
      Terminal.write(Terminal.safe(json: shown.indented()))
    }
  }
}
