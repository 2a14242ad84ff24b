internal import ArgumentParser
internal import Glibc

@main
struct Main {
  static func main() async {
    holdStandardDescriptors()
    do {
      try EnvironmentVariables.requireText()
      let given = CommandLine.arguments.dropFirst().map(\.self)
      // By itself, since `--version` is an option of most commands.
      let arguments = given == ["--version"] ? ["version"] : given
      var command = try FrequentCommand.parse(EnvironmentArguments.completing(arguments))
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      Terminal.flush()
    } catch let error as Failure {
      error.exit()
    } catch let error where Failure.knows(error) {
      Failure(error).exit()
    } catch {
      UsageProblem(error)?.exit()
      ReleaseLedger.exit(withError: error)
    }
  }
}

extension Main {
  /// Puts something that cannot be written in the place of standard streams that the caller closed: otherwise the next
  /// file or connection would get their numbers, and what is printed.
  private static func holdStandardDescriptors() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDONLY)
    }
  }
}

struct ReleaseLedger: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release-ledger",
    abstract: "The record of every release: what happened to it, provably, and whether it may go on.",
    discussion: """
      The ledger is kept in PostgreSQL: in a private server that starts by itself, or in the database that --database-url \
      names.

        release-ledger record gate --service checkout --version 1.4.0 \\
          --gate unit-tests --junit results.xml
        release-ledger can-deploy --service checkout --version 1.4.0 \\
          --environment production
        release-ledger show release --service checkout --version 1.4.0
        release-ledger audit verify --checkpoint last-month.checkpoint

      Every option has an environment variable, and so has every field of `record`: that of --database-url is \
      RELEASE_LEDGER_DATABASE_URL. A flag's is true or false. What is given as an option goes first; what a policy is \
      adopted for is never taken from a variable. A variable that is \
      set and empty is refused: in a script it was meant to have a value.

      Exit codes: 0 done, 10 not allowed, 11 verification failed, 64 wrong usage, 65 bad data, 69 database not \
      available, 74 output not written, 77 no permission.
      """,
    groupedSubcommands: [
      CommandGroup(name: "Recording", subcommands: [RecordCommand.self, ImportCommand.self]),
      CommandGroup(name: "Deciding", subcommands: [CanDeployCommand.self, PolicyCommand.self]),
      CommandGroup(name: "Reading", subcommands: [ShowCommand.self, LogCommand.self, ExportCommand.self]),
      CommandGroup(name: "Auditing", subcommands: [AuditCommand.self, ReportCommand.self]),
      CommandGroup(
        name: "Administration",
        subcommands: [
          DatabaseCommand.self, LocalCommand.self, KeyCommand.self, PeopleCommand.self, SchemaCommand.self,
          VersionCommand.self,
        ]
      ),
    ]
  )
}
