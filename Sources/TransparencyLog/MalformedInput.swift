/// Bytes that are not what their format asks for.
public struct MalformedInput: Error, Hashable, CustomStringConvertible {
  /// The format, by its name: "signed note", "checkpoint", …
  public let format: String

  /// The line at fault, counted from 1, where the format has lines and one is at fault.
  public let line: Int?

  /// What was wrong and what was expected instead.
  public let problem: String

  init(format: String, line: Int? = nil, problem: String) {
    self.format = format
    self.line = line
    self.problem = problem
  }

  public var description: String {
    "malformed \(format)\(line.map { ", line \($0)" } ?? ""): \(problem)"
  }
}
