internal import Glibc

/// Cuts a stream of bytes into records of a fixed number of NUL-terminated fields, wherever its pieces end.
struct NULFields {
  let fieldsPerRecord: Int
  private var pending: [UInt8] = []
  private var ends: [Int] = []
  private(set) var recordCount = 0

  init(fieldsPerRecord: Int) {
    self.fieldsPerRecord = fieldsPerRecord
  }

  /// Whether the stream ends here between two records; only line breaks may follow the last.
  var isBetweenRecords: Bool { ends.isEmpty && pending.allSatisfy { $0 == UInt8(ascii: "\n") } }

  /// Takes the next piece and hands over each record that it completes.
  mutating func consume(
    _ piece: UnsafeRawBufferPointer,
    record: (_ number: Int, _ fields: [ArraySlice<UInt8>]) throws(GitHistoryError) -> Void
  ) throws(GitHistoryError) {
    var searchFrom = pending.count
    var recordStart = 0
    pending.append(contentsOf: piece)
    var fields: [ArraySlice<UInt8>] = []
    while let end = nextNUL(from: searchFrom) {
      searchFrom = end + 1
      ends.append(end)
      guard ends.count == fieldsPerRecord else { continue }
      fields.removeAll(keepingCapacity: true)
      var start = recordStart
      for end in ends {
        fields.append(pending[start..<end])
        start = end + 1
      }
      recordCount += 1
      try record(recordCount, fields)
      ends.removeAll(keepingCapacity: true)
      recordStart = end + 1
    }
    if recordStart > 0 {
      fields.removeAll()
      pending.removeSubrange(..<recordStart)
      for index in ends.indices { ends[index] -= recordStart }
    }
  }

  private func nextNUL(from position: Int) -> Int? {
    pending.withUnsafeBytes { bytes in
      guard position < bytes.count, let base = bytes.baseAddress else { return nil }
      return memchr(base + position, 0, bytes.count - position).map { UnsafeRawPointer($0) - base }
    }
  }
}
