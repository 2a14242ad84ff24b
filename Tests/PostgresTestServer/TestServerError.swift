/// A test's server could not do what the test needs.
package enum TestServerError: Error, Equatable, CustomStringConvertible {
  case folder(String)
  case statement(sql: String, reason: String)
  case tool(name: String, reason: String)
  case notRunning

  package var description: String {
    switch self {
    case .folder(let reason): "no folder for the test's server: \(reason)"
    case .statement(let sql, let reason): "\(sql): \(reason)"
    case .tool(let name, let reason): "\(name) failed: \(reason)"
    case .notRunning: "the test's server is not running"
    }
  }
}
