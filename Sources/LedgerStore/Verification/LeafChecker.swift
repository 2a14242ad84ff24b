internal import Glibc
internal import ReleaseRecords

/// Compares a leaf with the columns beside it and the row made from it.
///
/// From those it writes what the leaf has to begin and end with, which costs a fraction of reading the leaf. Only a leaf
/// that is not so is read, to tell what is wrong; so is one that amends another.
struct LeafChecker: Sendable {
  /// The columns of a row of `ledger.record`.
  struct Columns {
    let sequence: Int64
    let leaf: UnsafeRawBufferPointer
    let kind: UnsafeRawBufferPointer
    let service: UnsafeRawBufferPointer?
    let version: UnsafeRawBufferPointer?
    let environment: UnsafeRawBufferPointer?
    let occurredAt: Int64?
    let recordedAt: Int64
    let recordedBy: UnsafeRawBufferPointer
  }

  private(set) var findings: [LedgerFinding] = []
  private(set) var furtherFindingCount = 0
  /// What is wrong with leaves that are no records. A login that may append can append such a thing by itself.
  private(set) var unreadable: [Int64: String] = [:]
  /// Which records supersede which others, by what the leaves say.
  private(set) var superseded: Set<Superseded> = []
  /// The number of texts that the leaves seal.
  private(set) var sealedTextCount = 0
  private var expected = CanonicalWriter()
  /// When the record before was recorded, and how its leaf says so.
  private var lastRecordedAt = Int64.min
  private var recordedAtText: [UInt8] = []

  struct Superseded: Hashable, Sendable {
    let sequence: Int64
    let by: Int64
  }

  mutating func check(_ columns: Columns, _ chunk: inout ProjectionChunk) {
    if columns.recordedAt < lastRecordedAt {
      report(.leaf(sequence: columns.sequence, problem: "it was recorded before the record that stands before it"))
    }
    if columns.recordedAt != lastRecordedAt {
      lastRecordedAt = columns.recordedAt
      recordedAtText = Self.textToMicrosecond(columns.recordedAt)
    }
    let row = chunk.take(columns.sequence)
    guard let row, row.kind != .correction, isAsExpected(columns, row, chunk) else {
      return checkInFull(columns, row, chunk)
    }
  }

  private mutating func isAsExpected(_ columns: Columns, _ row: ProjectionChunk.Row, _ chunk: ProjectionChunk) -> Bool {
    guard columns.kind.elementsEqual(row.kind.rawValue.utf8),
      isEqual(columns.service, row.service, chunk), isEqual(columns.version, row.version, chunk),
      isEqual(columns.environment, row.environment, chunk),
      row.effectiveAt == columns.occurredAt ?? columns.recordedAt,
      columns.version.map({ SemanticVersion(String(decoding: $0, as: UTF8.self)) != nil }) ?? true
    else { return false }

    expected.bytes.removeAll(keepingCapacity: true)
    expected.write(raw: #"{"body":{"data":"#)
    chunk.withBytes(row.data) { expected.bytes.append(contentsOf: $0) }
    write(#","environment":"#, columns.environment)
    write(#","kind":"#, columns.kind)
    if let occurredAt = columns.occurredAt {
      expected.write(raw: #","occurred_at":"#)
      expected.write(Timestamp(microseconds: occurredAt))
    }
    write(#","service":"#, columns.service)
    let headCount = expected.bytes.count

    write(#","version":"#, columns.version)
    expected.write(raw: #"},"recorded_at":"#)
    expected.bytes.append(contentsOf: recordedAtText)
    write(#","recorded_by":"#, columns.recordedBy)
    expected.write(raw: #","seq":"#)
    expected.write(integer: columns.sequence)
    expected.write(raw: #","v":1}"#)

    let leaf = columns.leaf
    let middleCount = leaf.count - expected.bytes.count
    guard middleCount >= 0 else { return false }
    let isFramed = expected.bytes.withUnsafeBytes { bytes in
      guard let wanted = bytes.baseAddress, let found = leaf.baseAddress else { return false }
      return memcmp(wanted, found, headCount) == 0
        && memcmp(wanted + headCount, found + headCount + middleCount, bytes.count - headCount) == 0
    }
    guard isFramed else { return false }
    if middleCount == 0 { return true }
    let middle = UnsafeRawBufferPointer(rebasing: leaf[headCount..<headCount + middleCount])
    guard let textCount = Self.textCount(ofMiddle: middle) else { return false }
    sealedTextCount += textCount
    return true
  }

  /// The number of texts in `,"source":{…}` or `,"text":{…}` or both; nil where the bytes are not those in canonical form.
  private static func textCount(ofMiddle middle: UnsafeRawBufferPointer) -> Int? {
    let name = #","source":"#
    let source = UnsafeRawBufferPointer(rebasing: middle.dropFirst(name.utf8.count))
    if middle.starts(with: name.utf8), CanonicalJSON.isPlainObject(source) { return 0 }
    var object = Array(middle)
    object[0] = UInt8(ascii: "{")
    object.append(UInt8(ascii: "}"))
    guard let value = try? JSONValue(parsing: object), let members = value.object else { return nil }
    let names = members.names
    guard middle[0] == UInt8(ascii: ","), ["source", "text"].contains(names.first), names.count <= 2,
      names.count == 1 || names[1] == "text", CanonicalJSON.bytes(value) == object
    else { return nil }
    if let source = members["source"], source.object == nil { return nil }
    guard let text = members["text"] else { return 0 }
    guard let digests = text.object, digests.allSatisfy({ $0.value.string?.utf8.count == 43 }) else { return nil }
    return digests.count
  }

  private mutating func write(_ name: StaticString, _ text: UnsafeRawBufferPointer?) {
    guard let text else { return }
    expected.write(raw: name)
    expected.write(utf8: text)
  }

  /// The database writes the time of recording with all six digits of its fraction.
  private static func textToMicrosecond(_ microseconds: Int64) -> [UInt8] {
    let remainder = microseconds % 1_000_000
    let fractionOfSecond = remainder < 0 ? remainder + 1_000_000 : remainder
    var writer = CanonicalWriter()
    writer.write(Timestamp(microseconds: microseconds - fractionOfSecond))
    let fraction = String(fractionOfSecond)
    return writer.bytes.dropLast(2) + [UInt8(ascii: ".")]
      + repeatElement(UInt8(ascii: "0"), count: 6 - fraction.utf8.count) + fraction.utf8 + "Z\"".utf8
  }

  private func isEqual(_ bytes: UnsafeRawBufferPointer?, _ range: Range<Int>?, _ chunk: ProjectionChunk) -> Bool {
    switch (bytes, range) {
    case (nil, nil): true
    case (let bytes?, let range?): chunk.withBytes(range) { $0.elementsEqual(bytes) }
    default: false
    }
  }
}

extension LeafChecker {
  /// Reads the leaf, and says what of it and the columns and the row does not fit.
  private mutating func checkInFull(_ columns: Columns, _ row: ProjectionChunk.Row?, _ chunk: ProjectionChunk) {
    let sequence = columns.sequence
    let entry: LedgerRecord
    do throws(LeafError) {
      entry = try LedgerRecord(leaf: columns.leaf)
    } catch {
      sealedTextCount += Self.sealedText(in: columns.leaf)?.count ?? 0
      unreadable[sequence] = "\(error)"
      return
    }
    let record = entry.record
    sealedTextCount += entry.sealedText.count
    let withdrawn = record.kind == .correction ? record.data["record"]?.integer : nil
    for target in [record.amends, withdrawn].compactMap(\.self) {
      superseded.insert(Superseded(sequence: target, by: sequence))
    }
    func compare(_ name: String, _ isEqual: Bool) {
      if !isEqual { report(.column(sequence: sequence, name: name)) }
    }
    compare("sequence", entry.sequence == sequence)
    compare("kind", columns.kind.elementsEqual(record.kind.rawValue.utf8))
    compare("service", Self.isEqual(columns.service, record.service))
    compare("version", Self.isEqual(columns.version, record.version?.text))
    compare("environment", Self.isEqual(columns.environment, record.environment))
    compare("occurred_at", columns.occurredAt == record.occurredAt?.microseconds)
    compare("recorded_at", columns.recordedAt == entry.recordedAt.microseconds)
    compare("recorded_by", Self.isEqual(columns.recordedBy, entry.recordedBy))

    let table = ProjectionColumns(record.kind).table
    guard let row, row.kind == record.kind else {
      let problem = row.map { "is missing; there is one in \(ProjectionColumns($0.kind).table)" } ?? "is missing"
      return report(.projection(sequence: sequence, table: table, problem: problem))
    }
    let found = chunk.withBytes(row.data) { try? JSONValue(parsing: $0) }?.object ?? [:]
    var differing: [String] = []
    for name in Set(found.names + record.data.names).sorted() where found[name] != record.data[name] {
      differing.append("has \(name) \(Self.shown(found[name])), the log has \(Self.shown(record.data[name]))")
    }
    if row.effectiveAt != entry.effectiveAt.microseconds { differing.append("has another effective_at than the log") }
    let envelope = [
      ("service", row.service, record.service), ("version", row.version, record.version?.text),
      ("environment", row.environment, record.environment),
    ]
    for (name, range, value) in envelope where ProjectionColumns(record.kind).envelope.contains(name) {
      let text = range.map { chunk.withBytes($0) { String(decoding: $0, as: UTF8.self) } }
      if text != value { differing.append("has \(name) \(text ?? "nothing"), the log has \(value ?? "nothing")") }
    }
    guard !differing.isEmpty else { return }
    if let problem = RecordValidator.problems(inDataOf: record).first {
      unreadable[sequence] = "\(problem)"
      return
    }
    report(.projection(sequence: sequence, table: table, problem: differing.joined(separator: ", ")))
  }

  /// The texts that a leaf seals, by their names, where it is JSON at all.
  static func sealedText(in leaf: UnsafeRawBufferPointer) -> JSONObject? {
    (try? JSONValue(parsing: leaf))?.object?["body"]?.object?["text"]?.object
  }

  /// Reports the leaves that are no records, but for those that a later record withdraws. Returns how many those are.
  mutating func reportUnreadable() -> Int {
    let withdrawn = Set(superseded.map(\.sequence))
    var count = 0
    for (sequence, problem) in unreadable.sorted(by: { $0.key < $1.key }) {
      if withdrawn.contains(sequence) { count += 1 } else { report(.leaf(sequence: sequence, problem: problem)) }
    }
    return count
  }

  private static func isEqual(_ bytes: UnsafeRawBufferPointer?, _ text: String?) -> Bool {
    switch (bytes, text) {
    case (nil, nil): true
    case (let bytes?, let text?): bytes.elementsEqual(text.utf8)
    default: false
    }
  }

  private static func shown(_ value: JSONValue?) -> String {
    guard let value else { return "nothing" }
    let text = CanonicalJSON.string(value)
    return text.count <= 60 ? text : text.prefix(57) + "…"
  }

  mutating func report(_ finding: LedgerFinding) {
    if findings.count < 1000 { findings.append(finding) } else { furtherFindingCount += 1 }
  }
}
