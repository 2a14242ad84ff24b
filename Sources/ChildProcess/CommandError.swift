/// Why a program could not be run at all. A program that ran and failed is no error: see ``CommandResult``.
package enum CommandError: Error, Equatable, CustomStringConvertible {
  /// No such program, neither at this path nor on `PATH`.
  case notFound(program: String)
  /// The system refused: out of processes, out of file descriptors, no permission to execute.
  case refused(program: String, reason: String)

  package var description: String {
    switch self {
    case .notFound(let program): "the program '\(program)' is not installed, or not on PATH"
    case .refused(let program, let reason): "the program '\(program)' could not be started: \(reason)"
    }
  }
}
