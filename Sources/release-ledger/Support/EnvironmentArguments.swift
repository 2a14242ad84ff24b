internal import ArgumentParser
internal import ReleaseRecords

/// Options that are given by environment variables, as arguments.
///
/// Every option of every command has one: that of `--as-of` is `RELEASE_LEDGER_AS_OF`. What is given as an argument goes
/// first. A flag's variable is `true` or `false`. Whom a policy binds and who adopts it is only said outright: a variable
/// that was set for records must not narrow it.
enum EnvironmentArguments {
  /// What the most frequent commands look up by themselves, which spares them the way through the parser's description
  /// of itself.
  private static let knownToRecording: Set = [
    "database-url", "data-folder", "service", "version", "environment", "occurred-at", "amends", "idempotency-key",
  ]

  /// The arguments with those added that stand in the environment.
  static func completing(_ arguments: [String]) throws -> [String] {
    guard let first = arguments.first, !first.hasPrefix("-"), !HelpRequest.isMade else { return arguments }
    var names = Set(EnvironmentVariables.options())
    if ["record", "can-deploy"].contains(first) { names.subtract(knownToRecording) }
    if arguments.starts(with: ["policy", "adopt"]) { names.formIntersection(["database-url", "data-folder"]) }
    guard !names.isEmpty, let command = Command(arguments) else { return arguments }
    var added: [String] = []
    for option in command.options where names.contains(option.name) && !isGiven(option.name, arguments) {
      // Another argument that says the same in another way goes first, too.
      if let other = alternatives[option.name], command.has(other), isGiven(other, arguments) { continue }
      guard let value = try EnvironmentVariables.value(of: option.name, given: nil) else { continue }
      guard option.isFlag else {
        added += ["--\(option.name)", value]
        continue
      }
      switch value {
      case "true", "1": added.append("--\(option.name)")
      case "false", "0": break
      default:
        throw Failure(
          "\(EnvironmentVariables.name(of: option.name)) is \"\(value)\": expected true or false",
          code: .usage
        )
      }
    }
    return arguments.prefix(command.depth) + added + arguments.dropFirst(command.depth)
  }

  /// Options of which only one may be given.
  private static let alternatives = ["service": "team", "team": "service"]

  private static func isGiven(_ option: String, _ arguments: [String]) -> Bool {
    arguments.contains { $0 == "--\(option)" || $0.hasPrefix("--\(option)=") }
  }

  /// The command that arguments name.
  private struct Command {
    /// The number of arguments that name it.
    private(set) var depth = 0
    private(set) var options: [(name: String, isFlag: Bool)] = []

    init?(_ arguments: [String]) {
      guard let description = try? JSONValue(parsing: Array(ReleaseLedger._dumpHelp().utf8)),
        var command = description.object?["command"]?.object
      else { return nil }
      while let next = Self.subcommand(arguments.dropFirst(depth).first, of: command) {
        command = next
        depth += 1
      }
      if let name = command["defaultSubcommand"]?.string, let next = Self.subcommand(name, of: command) {
        command = next
      }
      for argument in command["arguments"]?.array ?? [] {
        let names = argument.object?["names"]?.array ?? []
        for name in names where name.object?["kind"]?.string == "long" {
          guard let text = name.object?["name"]?.string, text != "help" else { continue }
          options.append((text, argument.object?["kind"]?.string == "flag"))
        }
      }
    }

    func has(_ option: String) -> Bool { options.contains { $0.name == option } }

    private static func subcommand(_ name: String?, of command: JSONObject) -> JSONObject? {
      command["subcommands"]?.array?.lazy.compactMap(\.object).first { $0["commandName"]?.string == name }
    }
  }
}
