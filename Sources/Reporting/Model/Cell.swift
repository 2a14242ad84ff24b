public import ReleaseRecords

extension Report {
  /// One value, with its type.
  public enum Cell: Hashable, Sendable {
    case text(String)
    case number(Double, Unit)
    case time(Timestamp)
    case verdict(Verdict)
    case badge(Badge)
    /// Sequence numbers of the records a statement rests on.
    case records([Int64])
    /// Words that lead to an address. Only `https`, `http` and `mailto` addresses become links.
    case link(String, address: String)
    /// There is no value, and this is why: `no data`, `not recorded`. Never rendered as zero or as nothing.
    case absent(String)

    public static let noData = Cell.absent("no data")

    public static func count(_ value: Int?) -> Cell {
      value.map { .number(Double($0), .count) } ?? .noData
    }

    public static func ratio(_ value: Double?) -> Cell {
      value.map { .number($0, .ratio) } ?? .noData
    }

    public static func duration(seconds: Double?) -> Cell {
      seconds.map { .number($0, .seconds) } ?? .noData
    }
  }
}
