/// Whether this program was asked about itself.
///
/// The parser takes in the configuration of every command at each start, and several times; texts that take long to put
/// together are made only where somebody will read them.
enum HelpRequest {
  static let isMade =
    CommandLine.arguments.dropFirst().first == "help"
    || CommandLine.arguments.contains { argument in
      ["--help", "-h", "--experimental-dump-help", "--generate-completion-script"].contains(argument)
    }
}
