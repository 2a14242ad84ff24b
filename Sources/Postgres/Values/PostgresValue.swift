/// One value as the server sent it, in its binary form.
///
/// It borrows its bytes from the result or the COPY message it is part of, so it must not be kept beyond the call it
/// was handed to.
public struct PostgresValue {
  public let type: PostgresType
  let bytes: UnsafeRawBufferPointer?

  public var isNull: Bool { bytes == nil }

  /// The bytes of a value that is not null.
  func present() throws(ValueMismatch) -> UnsafeRawBufferPointer {
    guard let bytes else { throw ValueMismatch("it is null") }
    return bytes
  }

  /// The bytes of a value that is not null and of one of `types`.
  func present(as types: PostgresType...) throws(ValueMismatch) -> UnsafeRawBufferPointer {
    guard types.contains(type) else { throw ValueMismatch("the types do not match") }
    return try present()
  }

  /// Passes the bytes of a value that is not null to `body`, which must not keep them.
  public func withBytes<T>(_ body: (UnsafeRawBufferPointer) throws -> T) throws -> T {
    try body(present())
  }
}
