public import ReleaseRecords

/// Which records are wanted; what is left out does not restrict.
public struct RecordQuery: Hashable, Sendable {
  public var service: String?
  /// Whether only records that are about no service are wanted.
  public var isAboutNoService = false
  public var version: String?
  public var environment: String?
  public var kinds: [RecordKind] = []
  /// The first instant at which they happened; where none is claimed, at which they were recorded.
  public var from: Timestamp?
  /// The first instant after them.
  public var until: Timestamp?
  /// A name, such as a deployment's id, and the fields of data of which one has it.
  public var naming: Naming?
  /// The positions they may have.
  public var sequences: Range<Int64> = 0..<Int64.max

  public init() {}

  /// A name, and the fields it may stand in.
  public struct Naming: Hashable, Sendable {
    public let name: String
    public let fields: [String]

    public init(_ name: String, in fields: [String]) {
      self.name = name
      self.fields = fields
    }
  }
}
