internal import Postgres

/// A column of a block of notes, borrowed from its row: numbers side by side, in network byte order.
struct BlockColumn<Number: FixedWidthInteger> {
  private let bytes: UnsafeRawBufferPointer

  var count: Int { bytes.count / MemoryLayout<Number>.size }

  fileprivate init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  subscript(note: Int) -> Number {
    bytes.networkInteger(at: note * MemoryLayout<Number>.size)
  }
}

extension BlockColumn<Int64> {
  /// What stands for an instant that is null.
  static var noInstant: Int64 { .min }

  func instant(_ note: Int) -> Int64? {
    let instant = self[note]
    return instant == Self.noInstant ? nil : instant
  }
}

extension BlockColumn<Int32> {
  /// What stands for a number of something that is null: they begin with 1.
  func reference(_ note: Int) -> Int32? {
    let number = self[note]
    return number == 0 ? nil : number
  }
}

extension BinaryRowFields {
  /// The next field, a column of a block.
  /// - Parameter count: how many notes the block has, where another column told; others are an error.
  mutating func column<Number: FixedWidthInteger>(of count: Int? = nil) throws -> BlockColumn<Number> {
    let column = BlockColumn<Number>(try bytes())
    guard count.map({ $0 == column.count }) ?? true else {
      throw MetricsError.unexpected("a block with columns of \(count ?? 0) and \(column.count) notes")
    }
    return column
  }
}
