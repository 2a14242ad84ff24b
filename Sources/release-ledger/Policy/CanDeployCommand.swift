internal import ArgumentParser
internal import LedgerStore
internal import ReleaseGovernance
internal import ReleasePolicy
internal import ReleaseRecords

/// `release-ledger can-deploy`.
struct CanDeployCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "can-deploy",
    abstract: "Say whether a release may be deployed to an environment. Exits with 0 for yes and 10 for no.",
    discussion: """
        release-ledger can-deploy --service checkout --version 1.4.0 \\
          --environment production && deploy

      The policy in force is judged on the records alone: what is missing is not met. The answer is recorded, with the \
      policy's digest and the size of the log, so that `audit replay` gives it again. When the answer cannot be known, \
      the exit code is 69, or 11 where the log is not what it was, and that is never leave.
      """
  )

  @Option(help: "The service.")
  var service: String?

  @Option(name: .customLong("version"), help: "The version.")
  var version: String?

  @Option(help: "The environment.")
  var environment: String?

  @Option(
    help: ArgumentHelp(
      "When the deployment would begin (RFC 3339); now unless given. What is recorded to have happened later does not "
        + "count. A later time than now takes --dry-run.",
      valueName: "time"
    )
  )
  var at: String?

  @Flag(help: "Show every control, with the records that it rests on; unless given only what stands against it.")
  var explain = false

  @Option(help: "How the answer is printed: \(RecordFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format = RecordFormat.table

  @Flag(help: "Do not record the answer: for looking ahead.")
  var dryRun = false

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    let service = try EnvironmentVariables.required("service", given: service)
    let version = try EnvironmentVariables.required("version", given: version)
    let environment = try EnvironmentVariables.required("environment", given: environment)
    guard let semantic = SemanticVersion(version) else {
      throw Failure(
        "--version \(Terminal.safe(version)) is no version as SemVer 2.0.0 has it, such as 1.2.3",
        code: .usage
      )
    }
    let instant = try at.map { try RecordFilter.instant($0, option: "at") }
    // Until then somebody may object, and what is dated ahead would count. Clocks differ a little.
    if let instant, instant > .now + .seconds(60), !dryRun {
      throw Failure(
        "--at \(instant) has not come yet: no answer for then can be put on record; look ahead with --dry-run",
        code: .usage
      )
    }
    let decided: (document: DecisionDocument, sequence: Int64?)
    var people: [String: String] = [:]
    do {
      (decided, people) = try await ledgerOptions.withLedger { ledger in
        let decided = try await Governance(ledger).canDeploy(
          service: service,
          version: semantic,
          environment: environment,
          at: instant,
          source: RecordingContext.detect().source,
          isRecorded: !dryRun
        )
        let namesPeople = format == .table && (explain || !decided.document.decision.isAllowed)
        return (decided, namesPeople ? await ledger.names(in: decided.document) : [:])
      }
    } catch let failure as Failure {
      throw failure
    } catch {
      // Whatever it is, the answer is not known: a script must not take a fault for a no, nor for a yes.
      let isDoctored = Failure.knows(error) && Failure(error).code == .verificationFailed
      throw Failure(
        "it cannot be known whether \(service) \(version) may go to \(environment): \(error)",
        code: isDoctored ? .verificationFailed : .unavailable
      )
    }
    let subject = "\(service) \(version) to \(environment)" + (instant.map { " at \($0)" } ?? "")
    switch format {
    case .json: Terminal.write(CanonicalJSON.string(decided.document.json(recordedAs: decided.sequence)))
    case .table:
      DecisionText(decided.document, recordedAs: decided.sequence, isFull: explain, people: people).write(
        subject: Terminal.safe(subject)
      )
    }
    if !decided.document.decision.isAllowed { Failure.end(.notAllowed) }
  }
}

/// `audit replay`.
struct AuditReplay: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Decide again what a recorded decision decided, and compare. Exits with 11 when it comes out otherwise."
  )

  @Argument(help: "The decision's sequence number.")
  var sequence: Int64

  @Option(help: "How the decision is printed: table, json.")
  var format = RecordFormat.table

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    let (document, recorded, people) = try await ledgerOptions.withLedger { ledger in
      do {
        let (document, recorded) = try await Governance(ledger).replay(sequence)
        return (document, recorded, format == .table ? await ledger.names(in: document) : [:])
      } catch let error as GovernanceError {
        // A decision by what nobody adopted here is not one of this ledger's.
        guard case .noDocument = error else { throw error }
        throw Failure("decision \(sequence) cannot be made again: \(error)", code: .verificationFailed)
      }
    }
    switch format {
    case .json: Terminal.write(raw: String(decoding: document.bytes, as: UTF8.self) + "\n")
    case .table:
      DecisionText(document, recordedAs: sequence, isFull: true, people: people).write(subject: "decision \(sequence)")
    }
    let found = Ledger.digest(of: document.bytes)
    guard recorded == found else {
      throw Failure("the decision has the digest \(found), and \(recorded) is on record", code: .verificationFailed)
    }
    Terminal.writeError("the same decision, byte for byte: \(found)")
  }
}
