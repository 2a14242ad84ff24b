/// Why a value cannot be read as a type; the column's name and type are added by whoever knows them.
public struct ValueMismatch: Error, Sendable, Hashable {
  public var reason: String

  public init(_ reason: String) { self.reason = reason }
}
