internal import ArgumentParser

/// What is wrong with a command line, as the parser says it, in the form that all messages of this program have.
struct UsageProblem {
  private let lines: [String]

  /// Nil for an error that is none of the command line's, such as a request for help.
  init?(_ error: any Error) {
    guard ReleaseLedger.exitCode(for: error) == .validationFailure else { return nil }
    // The usage of most commands fills the terminal and hides what is wrong; --help, which is named, shows it better.
    lines = ReleaseLedger.fullMessage(for: error).split(separator: "\n").map(String.init)
      .filter { !$0.hasPrefix("Usage: ") }
  }

  /// Writes the message to standard error, and ends the program.
  func exit() -> Never {
    for (position, line) in lines.enumerated() {
      let isFirst = position == 0 && line.hasPrefix("Error: ")
      Terminal.writeError(isFirst ? "error: " + line.dropFirst("Error: ".count) : line)
    }
    Failure.end(.usage)
  }
}
