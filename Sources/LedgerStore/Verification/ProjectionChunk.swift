internal import Postgres
internal import ReleaseRecords

/// The rows of a stretch of the log in the tables of the kinds, as the canonical JSON of the data they stand for.
struct ProjectionChunk: Sendable {
  struct Row: Sendable {
    let kind: RecordKind
    /// The canonical JSON of the data.
    let data: Range<Int>
    let service: Range<Int>?
    let version: Range<Int>?
    let environment: Range<Int>?
    /// Microseconds since 1970.
    let effectiveAt: Int64
    var isMatched = false
  }

  let first: Int64
  private(set) var rows: [Row?]
  private(set) var findings: [LedgerFinding] = []
  private var writer = CanonicalWriter(reserving: 1 << 20)

  init(first: Int64, count: Int) {
    self.first = first
    rows = Array(repeating: nil, count: count)
  }

  /// The row of a record, and that it is taken.
  mutating func take(_ sequence: Int64) -> Row? {
    let place = Int(sequence - first)
    guard rows.indices.contains(place), let row = rows[place] else { return nil }
    rows[place]?.isMatched = true
    return row
  }

  /// Calls `body` with the bytes of a part of a row.
  func withBytes<Result>(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    writer.bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// Rows of which there was no record.
  var unmatched: [LedgerFinding] {
    rows.enumerated().compactMap { place, row in
      guard let row, !row.isMatched else { return nil }
      return .surplusRow(sequence: first + Int64(place), table: ProjectionColumns(row.kind).table)
    }
  }

  mutating func add(_ row: BinaryRow, _ columns: ProjectionColumns) {
    var values = row.fields
    let sequence = values.next()?.bigEndian(as: Int64.self) ?? -1
    let effectiveAt = (values.next()?.bigEndian(as: Int64.self) ?? 0) &+ Self.epoch
    var service, version, environment: Range<Int>?
    for name in columns.envelope {
      guard let bytes = values.next() else { continue }
      let range = writer.bytes.count..<writer.bytes.count + bytes.count
      writer.bytes.append(contentsOf: bytes)
      switch name {
      case "service": service = range
      case "version": version = range
      default: environment = range
      }
    }
    let start = writer.bytes.count
    writer.bytes.append(UInt8(ascii: "{"))
    for field in columns.fields {
      if let bytes = values.next() {
        if writer.bytes.count > start + 1 { writer.bytes.append(UInt8(ascii: ",")) }
        writer.bytes.append(UInt8(ascii: "\""))
        writer.bytes.append(contentsOf: field.name.utf8)
        writer.bytes.append(UInt8(ascii: "\""))
        writer.bytes.append(UInt8(ascii: ":"))
        write(bytes, field.encoding)
      }
    }
    writer.bytes.append(UInt8(ascii: "}"))
    let place = Int(sequence - first)
    guard rows.indices.contains(place) else { return }
    if rows[place] != nil {
      findings.append(.surplusRow(sequence: sequence, table: columns.table))
      return
    }
    rows[place] = Row(
      kind: columns.kind,
      data: start..<writer.bytes.count,
      service: service,
      version: version,
      environment: environment,
      effectiveAt: effectiveAt
    )
  }

  /// Writes a value. One that no leaf can have becomes a text that says so, and so differs from the leaf's.
  private mutating func write(_ bytes: UnsafeRawBufferPointer, _ encoding: ProjectionColumns.Encoding) {
    switch encoding {
    case .text: writer.write(utf8: bytes)
    case .time: writer.write(Timestamp(microseconds: bytes.bigEndian(as: Int64.self) &+ Self.epoch))
    case .integer: writer.write(integer: bytes.bigEndian(as: Int64.self))
    case .number:
      let number = Double(bitPattern: bytes.bigEndian(as: UInt64.self))
      if number.isFinite { writer.write(number: number) } else { writer.write(string: "not a number") }
    case .boolean: writer.write(.boolean(bytes.first != 0))
    case .json:
      // jsonb in its binary form is its text after a version byte.
      let text = UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
      writer.write((try? JSONValue(parsing: text)) ?? .string("not JSON"))
    case .words:
      let words = try? [String](binary: bytes)
      writer.write(words.map { .array($0.map { .string($0) }) } ?? .string("not a list of words"))
    }
  }

  /// 2000-01-01, from which PostgreSQL counts, in microseconds since 1970. Added with wrapping: its infinities are the
  /// ends of the range.
  static let epoch: Int64 = 946_684_800_000_000
}

extension UnsafeRawBufferPointer {
  /// The integer that the first bytes are; 0 where there are too few.
  func bigEndian<Value: FixedWidthInteger>(as _: Value.Type) -> Value {
    guard count >= MemoryLayout<Value>.size else { return 0 }
    return Value(bigEndian: loadUnaligned(as: Value.self))
  }
}
