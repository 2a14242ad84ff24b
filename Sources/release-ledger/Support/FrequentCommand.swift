internal import ArgumentParser

/// The commands that pipelines call at every step, each read by a parser of its own.
///
/// The parser of all commands describes every one of them to itself first, which takes longer than to record something.
enum FrequentCommand {
  /// The command that arguments name, with what they say. Where they are not as it wants them, the parser of all
  /// commands knows what to say.
  static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    if !HelpRequest.isMade, let (command, depth) = command(arguments),
      let parsed = try? command.parseAsRoot(Array(arguments.dropFirst(depth)))
    {
      return parsed
    }
    return try ReleaseLedger.parseAsRoot(arguments)
  }

  private static func command(_ arguments: [String]) -> (any ParsableCommand.Type, depth: Int)? {
    switch arguments.first {
    case "can-deploy": return (CanDeployCommand.self, 1)
    case "record":
      guard let kind = arguments.dropFirst().first else { return nil }
      return RecordCommand.kinds.first { $0.configuration.commandName == kind }.map { ($0, 2) }
    default: return nil
    }
  }
}
