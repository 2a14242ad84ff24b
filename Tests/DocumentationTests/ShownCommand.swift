/// A command that a page shows, and how it is said to end.
struct ShownCommand: Equatable {
  /// The page's line, from 1.
  let line: Int
  /// What the shell is given.
  var script: String
  var exitCode = 0
}
