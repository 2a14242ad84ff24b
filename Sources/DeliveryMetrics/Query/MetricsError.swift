/// Why metrics could not be computed. Errors of the database come as they are.
public enum MetricsError: Error, Hashable, Sendable {
  /// A part of the query makes no sense: ask again.
  case invalid(field: String, value: String, expected: String)
  /// The database answered with something that no version of its functions returns: migrate it.
  case unexpected(String)
}

extension MetricsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalid(let field, let value, let expected): "\(field) is \(value), and has to be \(expected)"
    case .unexpected(let what): "the database's metrics do not fit this version: \(what); run `database migrate`"
    }
  }
}
