internal import ArgumentParser
internal import LedgerStore

/// `release-ledger database`: the schema of a database of one's own.
struct DatabaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "database",
    abstract: "Make a ledger in a database, bring its schema up to date, and grant the right to use it.",
    subcommands: [Migrate.self, Status.self, Roles.self]
  )

  struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Apply the migrations that the database lacks.",
      discussion: "Migrations only go forward. Two programs may start at once: one waits for the other."
    )

    @Option(
      help: ArgumentHelp(
        "The name of a new log, which no other log has: ledger.example.com/payments; made up unless given.",
        valueName: "name"
      )
    )
    var origin: String?

    @OptionGroup var ledgerOptions: LedgerOptions

    func run() async throws {
      let applied = try await Ledger.migrate(
        ledgerOptions.configuration(),
        origin: EnvironmentVariables.value(of: "origin", given: origin)
      )
      for migration in applied { Terminal.write("applied \(migration.number) \(migration.name)") }
      if applied.isEmpty { Terminal.writeError("the schema is up to date") }
    }
  }

  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the migrations, and when each was applied. Exits with 69 when some are missing."
    )

    @OptionGroup var ledgerOptions: LedgerOptions

    func run() async throws {
      let status = try await Ledger.migrationStatus(ledgerOptions.configuration())
      for migration in status {
        let applied = migration.appliedAt.map { "applied \($0)" } ?? "missing"
        Terminal.write("\(migration.number)  \(migration.name)  \(applied)")
      }
      guard status.allSatisfy({ $0.appliedAt != nil }) else {
        throw Failure("the schema is not up to date; run `release-ledger database migrate`", code: .unavailable)
      }
    }
  }

  struct Roles: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say which roles there are, and print the statements that give logins their rights."
    )

    func run() {
      Terminal.write(
        """
        -- The roles are made by `database migrate`. Logins are yours, made by `create role ci login`; each gets one role.

        -- CI and people who record: append, and read
        grant release_ledger_writer to ci;
        -- the job that signs checkpoints: publish them, and read
        grant release_ledger_signer to notary;
        -- reports and dashboards: read everything, names of people and words too
        grant release_ledger_reader to reports;
        -- auditors: read everything but who the people are
        grant release_ledger_auditor to auditor;
        -- who adopts policies, grants waivers, declares windows, corrects and erases; also writes
        grant release_ledger_steward to release_manager;
        """
      )
    }
  }
}
