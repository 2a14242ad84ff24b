/// What is wrong with a history as it was handed over.
package enum GitHistoryError: Error, Equatable, CustomStringConvertible {
  /// A field does not have the form that was asked of git; records count from 1.
  case malformed(what: String, record: Int, field: String, value: String)
  /// The output ended inside a record, so git did not finish.
  case truncated(what: String, record: Int)
  /// A line of a JSON-lines file can't be used; lines count from 1.
  case line(Int, reason: String)

  package var description: String {
    switch self {
    case .malformed(let what, let record, let field, let value):
      "\(what) \(record): the \(field) is '\(value)', which is not one"
    case .truncated(let what, let record):
      "\(what) \(record) is not complete: the history ends inside it"
    case .line(let line, let reason):
      "line \(line): \(reason)"
    }
  }
}
