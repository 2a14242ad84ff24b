internal import ArgumentParser
internal import ReleaseRecords

/// `release-ledger schema`: JSON Schemas.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema (2020-12) of a record kind, or of any record."
  )

  @Argument(
    help: "The kind; without one the schema takes records of every kind.",
    completion: .list(RecordKind.allCases.map(\.rawValue))
  )
  var kind: String?

  func run() throws {
    guard let kind else { return Terminal.write(JSONSchema.record.indented()) }
    Terminal.write(JSONSchema.schema(for: try RecordKind(named: kind)).indented())
  }
}
