/// What makes a page unclear about what is to be run.
struct PageProblem: Error, CustomStringConvertible {
  /// The page's line, from 1.
  let line: Int
  let what: String

  var description: String { "line \(line): \(what)" }
}
