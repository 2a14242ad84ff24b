/// Takes the rows out of a binary COPY's messages, as PostgreSQL's documentation of COPY sets the format down: a
/// signature, flags and an extension, then for each row the number of its fields and each field with its length before
/// it, then -1.
struct BinaryCopyReader: Sendable {
  static let signature: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00]

  private var hasHeader = false
  private var isFinished = false

  /// Passes each row of `message` to `body`. The server never divides a row between two messages.
  mutating func read(_ message: UnsafeRawBufferPointer, _ body: (BinaryRow) throws -> Void) throws {
    var offset = 0
    if !hasHeader { offset = try readHeader(message) }
    while offset < message.count {
      guard !isFinished, offset + 2 <= message.count else { throw Self.violation }
      let fieldCount = Int(message.networkInteger(at: offset, as: Int16.self))
      if fieldCount == -1 {
        isFinished = true
        offset += 2
        continue
      }
      let start = offset
      offset = try Self.end(ofRowAt: start, fieldCount, in: message)
      try body(BinaryRow(bytes: UnsafeRawBufferPointer(rebasing: message[start + 2..<offset]), fieldCount: fieldCount))
    }
  }

  private mutating func readHeader(_ message: UnsafeRawBufferPointer) throws -> Int {
    guard message.count >= 19, message.starts(with: Self.signature) else { throw Self.violation }
    let extensionLength = Int(message.networkInteger(at: 15, as: UInt32.self))
    guard message.count >= 19 + extensionLength else { throw Self.violation }
    hasHeader = true
    return 19 + extensionLength
  }

  private static func end(
    ofRowAt start: Int,
    _ fieldCount: Int,
    in message: UnsafeRawBufferPointer
  ) throws -> Int {
    var offset = start + 2
    for _ in 0..<fieldCount {
      guard offset + 4 <= message.count else { throw violation }
      offset += 4 + max(0, Int(message.networkInteger(at: offset, as: Int32.self)))
      guard offset <= message.count else { throw violation }
    }
    return offset
  }

  private static var violation: PostgresError { .protocolViolation("a COPY is not in the binary format") }
}
