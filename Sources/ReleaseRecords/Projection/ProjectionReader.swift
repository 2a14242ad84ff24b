/// Reads from leaves what their projections have to say, without building values: to check a million of them.
///
///     var reader = ProjectionReader()
///     try reader.read(leaf)
///     for (field, value) in zip(Catalogue[reader.kind].fields, reader.values) { … }
///
/// Places refer to the leaf that was read last. Reading one also makes sure that it is canonical JSON (RFC 8785).
public struct ProjectionReader {
  public private(set) var kind = RecordKind.release
  public private(set) var sequence: Int64 = 0
  public private(set) var recordedAt = Timestamp(microseconds: 0)
  public private(set) var recordedBy = ScannedText(range: 0..<0, isEscaped: false)
  public private(set) var occurredAt: Timestamp?
  public private(set) var service: ScannedText?
  public private(set) var version: ScannedText?
  public private(set) var environment: ScannedText?
  public private(set) var amends: Int64?
  /// One value for each field of the kind, in the order of the catalogue.
  public private(set) var values: [ProjectedValue] = []

  /// When it happened: as claimed, else when it was recorded.
  public var effectiveAt: Timestamp { occurredAt ?? recordedAt }

  /// The members of the data, whose types the kind tells, which stands behind them.
  private var members: [(name: ScannedText, range: Range<Int>)] = []

  public init() {}

  /// Reads a leaf.
  ///
  /// - Throws: ``LeafError`` where it is not the canonical leaf of a record, or a field is not of its type.
  public mutating func read(_ leaf: UnsafeRawBufferPointer) throws(LeafError) {
    do throws(CanonicalScanner.Failure) {
      try scan(leaf)
    } catch {
      // The slow way tells what is wrong.
      _ = try LedgerRecord(leaf: leaf)
      throw .notCanonical(offset: error.offset)
    }
    try project(leaf)
  }

  private mutating func scan(_ leaf: UnsafeRawBufferPointer) throws(CanonicalScanner.Failure) {
    var scanner = CanonicalScanner(leaf)
    guard scanner.skip(#"{"body":"#) else { throw scanner.failure }
    try scanBody(&scanner)
    guard scanner.skip(#","recorded_at":"#) else { throw scanner.failure }
    recordedAt = try Self.scanInstant(&scanner)
    guard scanner.skip(#","recorded_by":"#) else { throw scanner.failure }
    recordedBy = try scanner.scanString()
    guard scanner.skip(#","seq":"#) else { throw scanner.failure }
    sequence = try Self.scanCount(&scanner)
    guard scanner.skip(#","v":1}"#), scanner.isAtEnd else { throw scanner.failure }
  }

  private mutating func scanBody(_ scanner: inout CanonicalScanner) throws(CanonicalScanner.Failure) {
    guard scanner.skip("{") else { throw scanner.failure }
    amends = nil
    if scanner.skip(#""amends":"#) {
      amends = try Self.scanCount(&scanner)
      try scanner.expect(",")
    }
    guard scanner.skip(#""data":"#) else { throw scanner.failure }
    members.removeAll(keepingCapacity: true)
    try scanner.scanMembers { (scanner, name) throws(CanonicalScanner.Failure) in
      let start = scanner.position
      try scanner.skipValue()
      members.append((name, start..<scanner.position))
    }
    environment = scanner.skip(#","environment":"#) ? try scanner.scanString() : nil
    guard scanner.skip(#","kind":"#) else { throw scanner.failure }
    let start = scanner.position
    let name = try scanner.scanString()
    guard let kind = RecordKind.named(name.string(in: scanner.bytes)) else {
      throw CanonicalScanner.Failure(offset: start)
    }
    self.kind = kind
    occurredAt = scanner.skip(#","occurred_at":"#) ? try Self.scanInstant(&scanner) : nil
    service = scanner.skip(#","service":"#) ? try scanner.scanString() : nil
    if scanner.skip(#","source":"#) { try Self.skipObject(&scanner) }
    if scanner.skip(#","text":"#) { try Self.skipObject(&scanner) }
    version = scanner.skip(#","version":"#) ? try scanner.scanString() : nil
    try scanner.expect("}")
  }

  private static func skipObject(_ scanner: inout CanonicalScanner) throws(CanonicalScanner.Failure) {
    guard scanner.current == UInt8(ascii: "{") else { throw scanner.failure }
    try scanner.skipValue()
  }

  private static func scanCount(_ scanner: inout CanonicalScanner) throws(CanonicalScanner.Failure) -> Int64 {
    let start = scanner.position
    try scanner.skipValue()
    guard let count = integer(scanner.bytes, start..<scanner.position), count >= 0 else {
      throw CanonicalScanner.Failure(offset: start)
    }
    return count
  }

  private static func scanInstant(_ scanner: inout CanonicalScanner) throws(CanonicalScanner.Failure) -> Timestamp {
    let text = try scanner.scanString()
    let slice = UnsafeRawBufferPointer(rebasing: scanner.bytes[text.range])
    guard slice.last == UInt8(ascii: "Z"), let instant = try? Timestamp.parse(slice) else {
      throw CanonicalScanner.Failure(offset: text.range.lowerBound)
    }
    return instant
  }

  private static func integer(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int64? {
    number(bytes, range)?.exactInteger
  }

  private static func number(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Double? {
    var parser = JSONParser(bytes, limits: .record)
    parser.position = range.lowerBound
    return try? parser.parseNumber()
  }
}

extension ProjectionReader {
  /// Gives the members of the data their types.
  private mutating func project(_ leaf: UnsafeRawBufferPointer) throws(LeafError) {
    let plan = KindPlan[kind].data
    values.removeAll(keepingCapacity: true)
    for _ in 0..<plan.fields.count { values.append(.absent) }
    // Both are in the same order, so that one pass finds every field.
    var next = 0
    for member in members {
      while next < plan.fields.count, !Self.isNamed(plan.fields[next], member.name, leaf) { next += 1 }
      guard next < plan.fields.count else {
        let name = member.name.string(in: leaf)
        throw unexpected(name, member.range, "no field of this name in \(kind.article)", leaf)
      }
      let field = plan.fields[next]
      guard let value = value(of: field, in: member.range, leaf) else {
        throw unexpected(field.name, member.range, field.type.expectation, leaf)
      }
      values[field.position] = value
      next += 1
    }
  }

  private static func isNamed(_ field: FieldPlan, _ name: ScannedText, _ leaf: UnsafeRawBufferPointer) -> Bool {
    guard field.nameBytes.count == name.range.count, !name.isEscaped else { return false }
    return field.nameBytes.withUnsafeBytes {
      $0.hasSameBytes(as: UnsafeRawBufferPointer(rebasing: leaf[name.range]))
    }
  }

  private func value(of field: FieldPlan, in range: Range<Int>, _ leaf: UnsafeRawBufferPointer) -> ProjectedValue? {
    let first = leaf[range.lowerBound]
    switch field.type {
    case .word, .version, .commit, .digest, .uri, .date, .oneOf, .person:
      return Self.text(range, leaf).map { .text($0) }
    case .time:
      guard let text = Self.text(range, leaf) else { return nil }
      let instant = try? Timestamp.parse(UnsafeRawBufferPointer(rebasing: leaf[text.range]))
      return instant.map { .instant($0) }
    case .boolean:
      switch first {
      case UInt8(ascii: "t"): return .boolean(true)
      case UInt8(ascii: "f"): return .boolean(false)
      default: return nil
      }
    case .integer: return Self.integer(leaf, range).map { .integer($0) }
    case .number: return Self.number(leaf, range).map { .number($0) }
    case .list(.object): return first == UInt8(ascii: "[") ? .json(range) : nil
    case .list: return first == UInt8(ascii: "[") ? .texts(range) : nil
    case .object: return first == UInt8(ascii: "{") ? .json(range) : nil
    }
  }

  private static func text(_ range: Range<Int>, _ leaf: UnsafeRawBufferPointer) -> ScannedText? {
    guard leaf[range.lowerBound] == UInt8(ascii: "\"") else { return nil }
    let contents = range.lowerBound + 1..<range.upperBound - 1
    let isEscaped = leaf[contents].contains(UInt8(ascii: "\\"))
    return ScannedText(range: contents, isEscaped: isEscaped)
  }

  private func unexpected(
    _ name: String,
    _ range: Range<Int>,
    _ expected: String,
    _ leaf: UnsafeRawBufferPointer
  ) -> LeafError {
    let value = try? JSONValue(parsing: UnsafeRawBufferPointer(rebasing: leaf[range]))
    return .unexpected(
      RecordProblem(field: "body.data.\(name.asFieldName)", value: value?.shown, expected: expected)
    )
  }

  /// The texts of a list, in their order.
  public func texts(_ range: Range<Int>, in leaf: UnsafeRawBufferPointer) -> [ScannedText] {
    var texts: [ScannedText] = []
    var scanner = CanonicalScanner(leaf, at: range.lowerBound)
    try? scanner.scanElements { (scanner) throws(CanonicalScanner.Failure) in texts.append(try scanner.scanString()) }
    return texts
  }
}
