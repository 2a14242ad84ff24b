internal import ArgumentParser
internal import ReleaseGovernance
internal import ReleasePolicy
internal import ReleaseRecords

/// `policy lint`.
struct PolicyLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Check a policy, and point at what is allowed in it and probably not meant."
  )

  @Argument(help: PolicySource.help) var policy: String

  func run() throws {
    let policy = try PolicySource.policy(policy)
    for warning in policy.lint() {
      Terminal.write("\(warning.control.map { "\($0): " } ?? "")\(Terminal.safe(warning.message))")
    }
    Terminal.writeError("\(policy.name): \(policy.controls.count) controls, well-formed")
  }
}

/// `policy explain`.
struct PolicyExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say in plain English what a policy asks for (as Markdown)."
  )

  @Argument(help: PolicySource.help) var policy: String

  @Option(help: "Only this control.")
  var control: String?

  func run() throws {
    let policy = try PolicySource.policy(policy)
    guard let control else { return Terminal.write(policy.explanation) }
    guard let found = policy.controls.first(where: { $0.id == control }) else {
      let hint = NearestName.suggestion(for: control, among: policy.controls.map(\.id)) { Terminal.safe($0) }
      throw Failure("\(policy.name) has no control \(Terminal.safe(control))\(hint)", code: .badData)
    }
    Terminal.write(found.explanation)
  }
}

/// `policy show`.
struct PolicyShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print a policy's document as it was written, or --complete, with all that it extends."
  )

  @Argument(help: PolicySource.help) var policy: String

  @Flag(help: "Print the complete policy as canonical JSON: the document that is kept when it is adopted.")
  var complete = false

  func run() throws {
    if complete {
      return Terminal.write(raw: String(decoding: try PolicySource.policy(policy).canonicalBytes, as: UTF8.self))
    }
    if let pack = PolicyLibrary.packBytes.first(where: { $0.name == policy }) {
      return Terminal.write(raw: String(decoding: pack.bytes, as: UTF8.self))
    }
    _ = try PolicySource.policy(policy)
    Terminal.write(raw: String(decoding: try Files.read(policy), as: UTF8.self))
  }
}

/// `policy diff`.
struct PolicyDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say in what two policies differ: what is added, removed, tightened and loosened."
  )

  @Argument(help: PolicySource.help) var old: String
  @Argument(help: PolicySource.help) var new: String

  func run() throws {
    let differences = try PolicySource.policy(old).differences(to: PolicySource.policy(new))
    for difference in differences {
      Terminal.write(Terminal.bold("\(difference.change.rawValue) \(difference.what)"))
      for detail in difference.details { Terminal.write("  \(Terminal.safe(detail))") }
    }
    if differences.isEmpty { Terminal.writeError("both ask for the same") }
  }
}

/// `policy schema`.
struct PolicySchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of policy documents, or of the examples that `policy test` runs, for editors."
  )

  @Flag(help: "The schema of examples.")
  var cases = false

  func run() {
    Terminal.write((cases ? PolicySchema.casesJSON() : PolicySchema.json()).indented())
  }
}

/// `policy test`.
struct PolicyTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract:
      "Run examples: records that are given, and verdicts that are expected. Exits with 11 when one comes out otherwise."
  )

  @Argument(help: PolicySource.help) var policy: String

  @Argument(help: ArgumentHelp("Files of examples.", valueName: "file"))
  var files: [String]

  func run() throws {
    let policy = try PolicySource.policy(policy)
    let zones = try Governance.timeZones(of: policy)
    var failed = 0
    var passed = 0
    for file in files {
      let cases = try PolicyCases(yaml: try Files.read(file), named: file)
      let results = cases.run(against: policy, zones: zones)
      for result in results {
        if result.isPassed {
          passed += 1
          continue
        }
        failed += 1
        Terminal.write(
          Terminal.red("✗ ") + "\(file):\(result.policyCase.mark.line): \(Terminal.safe(result.policyCase.name))"
        )
        for failure in result.failures { Terminal.write("    \(Terminal.safe(failure))") }
      }
    }
    Terminal.write("\(passed) passed, \(failed) failed")
    if failed > 0 { throw Failure("\(failed) examples came out otherwise than expected", code: .verificationFailed) }
  }
}
