/// Takes the data of a COPY FROM STDIN.
public final class CopyWriter {
  private let connection: PostgresConnection
  private let isBinary: Bool
  private var buffer = EncodingBuffer()
  private var hasHeader = false
  private var hasRawBytes = false

  /// How many bytes are collected before they are sent.
  private static let chunkSize = 64 * 1024

  init(connection: PostgresConnection, isBinary: Bool) {
    self.connection = connection
    self.isBinary = isBinary
  }

  /// Writes bytes in the format of the COPY.
  public nonisolated(nonsending) func write(_ bytes: [UInt8]) async throws {
    hasRawBytes = true
    guard !buffer.bytes.isEmpty || bytes.count < Self.chunkSize else { return try await connection.sendCopyData(bytes) }
    buffer.append(bytes: bytes)
    try await sendIfFull()
  }

  /// Writes a row of a binary COPY; the values have to be of the very types of the columns.
  public nonisolated(nonsending) func write<each Value: PostgresEncodable>(row values: repeat each Value) async throws {
    guard isBinary else { throw PostgresError.misuse("only a COPY with (format binary) takes rows") }
    writeHeader()
    let start = buffer.bytes.count
    buffer.append(Int16(0))
    var count: Int16 = 0
    for value in repeat each values {
      count += 1
      buffer.appendSized(isNull: value.isNull) { value.encode(into: &$0) }
    }
    buffer.patch(count, at: start)
    try await sendIfFull()
  }

  private func writeHeader() {
    guard !hasHeader else { return }
    hasHeader = true
    buffer.append(bytes: BinaryCopyReader.signature)
    buffer.append(Int32(0))
    buffer.append(Int32(0))
  }

  private nonisolated(nonsending) func sendIfFull() async throws {
    if buffer.bytes.count >= Self.chunkSize { try await send() }
  }

  private nonisolated(nonsending) func send() async throws {
    guard !buffer.bytes.isEmpty else { return }
    try await connection.sendCopyData(buffer.bytes)
    buffer.removeAll()
  }

  nonisolated(nonsending) func finish() async throws {
    // Even no rows need a beginning and an end, unless the caller has written those.
    if isBinary, !hasRawBytes { writeHeader() }
    if hasHeader { buffer.append(Int16(-1)) }
    try await send()
  }
}
