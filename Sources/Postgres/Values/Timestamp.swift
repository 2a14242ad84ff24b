/// An instant, to the microsecond, as `timestamptz` keeps it.
///
/// A type that reads and writes times as people do may be sent and decoded itself, by way of this one.
public struct Timestamp: Hashable, Sendable, Comparable {
  /// Counted from 1970-01-01T00:00:00Z, without leap seconds.
  public var microsecondsSinceUnixEpoch: Int64

  public init(microsecondsSinceUnixEpoch: Int64) {
    self.microsecondsSinceUnixEpoch = microsecondsSinceUnixEpoch
  }

  public static func < (left: Self, right: Self) -> Bool {
    left.microsecondsSinceUnixEpoch < right.microsecondsSinceUnixEpoch
  }

  /// 2000-01-01T00:00:00Z, from which the server counts.
  static let postgresEpoch: Int64 = 946_684_800_000_000
}

extension Timestamp: PostgresArrayElement, PostgresCodable {
  public static var postgresType: PostgresType { .timestamptz }

  /// An instant too early for the server to hold is sent as its earliest, which the server then refuses by name.
  public func encode(into bytes: inout EncodingBuffer) {
    let (sinceEpoch, overflow) = microsecondsSinceUnixEpoch.subtractingReportingOverflow(Self.postgresEpoch)
    bytes.append(overflow ? .min + 1 : sinceEpoch)
  }

  public init(from value: PostgresValue) throws {
    let bytes = try value.present(as: .timestamptz)
    guard bytes.count == 8 else { throw ValueMismatch("it has \(bytes.count) bytes") }
    let sinceEpoch = bytes.networkInteger(as: Int64.self)
    guard sinceEpoch != .max, sinceEpoch != .min else { throw ValueMismatch("it is infinite") }
    let (sinceUnixEpoch, overflow) = sinceEpoch.addingReportingOverflow(Self.postgresEpoch)
    guard !overflow else { throw ValueMismatch("it is out of range") }
    self.init(microsecondsSinceUnixEpoch: sinceUnixEpoch)
  }
}
