internal import ArgumentParser
internal import LedgerStore

/// `release-ledger people`: the directory of people, and what can be erased.
struct PeopleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people",
    abstract: "Name the aliases of a person, forget a person, and erase sealed words.",
    discussion: """
      The log holds random ids of people and digests of words; who and what they stand for is kept beside it, and can be \
      erased for good without breaking any proof. All of these need the role release_ledger_steward.
      """,
    subcommands: [Alias.self, Forget.self, Redact.self]
  )

  struct Alias: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Note that two identities are one person, so that nobody approves their own work under another name."
    )

    @Argument(help: "The other identity, such as a login.")
    var alias: String

    @Argument(help: "The identity that the person is known by.")
    var identity: String

    @OptionGroup var ledgerOptions: LedgerOptions

    func run() async throws {
      try await ledgerOptions.withLedger { try await $0.addAlias(alias, of: identity) }
      Terminal.writeError("\(alias) and \(identity) are one person")
    }
  }

  struct Forget: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Erase every identity of a person from the directory, and record that it was done."
    )

    @Argument(help: "An identity of the person.")
    var identity: String

    @Option(help: "On whose authority, or by which rule.")
    var authority: String

    @OptionGroup var ledgerOptions: LedgerOptions

    func run() async throws {
      let (sequence, erased) = try await ledgerOptions.withLedger { ledger in
        try await ledger.forget(identity, authority: authority)
      }
      Terminal.write("\(sequence)  redaction  \(erased) identities erased")
    }
  }

  struct Redact: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Erase sealed words of a record, and record that it was done."
    )

    @Argument(help: "The record's sequence number.")
    var record: Int64

    @Option(
      name: .customLong("text"),
      help: ArgumentHelp("The name of a text; give it once for each.", valueName: "name")
    )
    var texts: [String]

    @Option(help: "On whose authority, or by which rule.")
    var authority: String

    @OptionGroup var ledgerOptions: LedgerOptions

    func run() async throws {
      let (sequence, erased) = try await ledgerOptions.withLedger { ledger in
        try await ledger.redact(record: record, texts: texts, authority: authority)
      }
      Terminal.write("\(sequence)  redaction  \(erased) texts of record \(record) erased")
    }
  }
}
