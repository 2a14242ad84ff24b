/// One thing that a report complains about.
package struct Finding: Hashable, Sendable {
  /// How bad it is, worst first.
  package enum Level: String, Hashable, Sendable, CaseIterable {
    case failed, errored, critical, high, error, unknown, medium, warning, low, note, flaky
  }

  /// How bad it is.
  package var level: Level
  /// The test, the rule or the vulnerability.
  package var name: String
  /// Where it is: a file and line, a package and its version.
  package var location: String?
  /// The tool's words about it, on one line of at most 300 code points.
  package var message: String?

  init(_ level: Level, name: some StringProtocol, location: String? = nil, message: String? = nil) {
    self.level = level
    self.name = word(name) ?? "unnamed"
    self.location = location.flatMap(word)
    self.message = message.map { oneLine($0, limit: Limits.messageCharacters) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
