package import ReleaseRecords

/// The offsets from UTC that a time zone has had and will have.
///
///     let bytes = …                                   // of /usr/share/zoneinfo/Europe/Berlin
///     let berlin = TimeZoneRules(tzif: bytes)
///     berlin?.offset(at: instant)                     // 3600 or 7200
///
/// Read from a file in TZif format, version 2 or later (RFC 9636): its list of transitions, and the rule in its footer
/// for what comes after them. The evaluation itself reads no files.
package struct TimeZoneRules: Hashable, Sendable {
  private struct Transition: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    let second: Int64
    let offset: Int
  }

  private var transitions: [Transition] = []
  /// The offset before the first transition, in seconds east of UTC.
  private var first = 0
  /// The rule for what comes after the last one.
  private var later: PosixTimeZone?

  package static let utc = TimeZoneRules()

  private init() {}

  /// Reads a TZif file; `nil` where it is none, is cut short, or has only the 32-bit data of version 1.
  package init?(tzif bytes: [UInt8]) {
    var reader = BigEndianReader(bytes: bytes[...])
    guard let old = TZifHeader(&reader), old.version >= UInt8(ascii: "2") else { return nil }
    guard reader.skip(old.length(timeSize: 4)), let header = TZifHeader(&reader) else { return nil }
    var seconds: [Int64] = []
    for _ in 0..<header.transitionCount {
      guard let second = reader.integer(bytes: 8) else { return nil }
      seconds.append(second)
    }
    guard let kinds = reader.take(header.transitionCount) else { return nil }
    var offsets: [Int] = []
    for _ in 0..<header.typeCount {
      guard let offset = reader.integer(bytes: 4), reader.skip(2) else { return nil }
      offsets.append(Int(offset))
    }
    guard reader.skip(header.lengthAfterTypes(timeSize: 8)), let initial = offsets.first else { return nil }
    first = initial
    for (second, kind) in zip(seconds, kinds) {
      guard offsets.indices.contains(Int(kind)) else { return nil }
      guard transitions.last.map({ $0.second < second }) ?? true else { return nil }
      transitions.append(Transition(second: second, offset: offsets[Int(kind)]))
    }
    guard reader.take(1)?.first == UInt8(ascii: "\n") else { return nil }
    let footer = reader.rest.prefix { $0 != UInt8(ascii: "\n") }
    guard footer.count < reader.rest.count else { return nil }
    if !footer.isEmpty {
      guard let rule = PosixTimeZone(String(decoding: footer, as: UTF8.self)) else { return nil }
      later = rule
    }
  }

  /// The offset from UTC at an instant, in seconds; positive east of Greenwich.
  package func offset(at instant: Timestamp) -> Int {
    let (quotient, remainder) = instant.microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    let second = remainder < 0 ? quotient - 1 : quotient
    guard let last = transitions.last else { return later?.offset(at: second) ?? first }
    if second >= last.second { return later?.offset(at: second) ?? last.offset }
    let next = transitions.partitioningIndex { $0.second > second }
    return next == 0 ? first : transitions[next - 1].offset
  }

  /// The instant as the zone's clocks show it, taken for a time in UTC: its day and time of day are the local ones.
  func local(_ instant: Timestamp) -> Timestamp { instant + .seconds(offset(at: instant)) }
}

/// The head of a block of TZif data: how much of everything there is.
private struct TZifHeader {
  let version: UInt8
  let transitionCount: Int
  let typeCount: Int
  private let localCount: Int
  private let standardCount: Int
  private let leapCount: Int
  private let characterCount: Int

  init?(_ reader: inout BigEndianReader) {
    guard reader.take(4).map({ $0.elementsEqual("TZif".utf8) }) == true, let version = reader.take(1)?.first,
      reader.skip(15)
    else { return nil }
    self.version = version
    var counts: [Int] = []
    for _ in 0..<6 {
      // No zone comes near this many; a count beyond it is no count.
      guard let count = reader.integer(bytes: 4), (0...1_000_000).contains(count) else { return nil }
      counts.append(Int(count))
    }
    localCount = counts[0]
    standardCount = counts[1]
    leapCount = counts[2]
    transitionCount = counts[3]
    typeCount = counts[4]
    characterCount = counts[5]
  }

  func length(timeSize: Int) -> Int {
    transitionCount * (timeSize + 1) + typeCount * 6 + lengthAfterTypes(timeSize: timeSize)
  }

  func lengthAfterTypes(timeSize: Int) -> Int {
    characterCount + leapCount * (timeSize + 4) + standardCount + localCount
  }
}

/// Reads numbers whose first byte is the most significant.
private struct BigEndianReader {
  var bytes: ArraySlice<UInt8>

  var rest: ArraySlice<UInt8> { bytes }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= bytes.count else { return nil }
    let taken = bytes.prefix(count)
    bytes = bytes.dropFirst(count)
    return taken
  }

  mutating func skip(_ count: Int) -> Bool { take(count) != nil }

  /// A signed number of four or eight bytes.
  mutating func integer(bytes count: Int) -> Int64? {
    guard let taken = take(count) else { return nil }
    let value = taken.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return count == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
  }
}
