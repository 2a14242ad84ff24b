/// The data of a COPY TO STDOUT, fetched from the server only as it is asked for.
public struct CopyChunks: AsyncSequence, Sendable {
  let connection: PostgresConnection

  /// How many bytes make a chunk; it may be longer by one message.
  static let size = 64 * 1024

  public struct AsyncIterator: AsyncIteratorProtocol {
    let connection: PostgresConnection

    public mutating func next() async throws -> [UInt8]? {
      try await connection.nextCopyChunk()
    }
  }

  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(connection: connection) }
}
