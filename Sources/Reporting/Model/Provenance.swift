extension Report {
  /// The sheet that lets an auditor rely on a report ("information produced by the entity"): what made it, from which
  /// records, by which queries, and the totals to check it against.
  public struct Provenance: Hashable, Sendable {
    /// The program and its version.
    public var producer: String
    /// The named time zone of the periods and buckets. Points in time are shown in UTC throughout.
    public var timeZone: String
    public var log: LogPosition
    public var queries: [Query]
    /// Sums over the records that the report must agree with.
    public var controlTotals: [Definition]
    /// The digest of the report's content; `Report.sealed(by:)` sets it.
    public var digest: String?

    public init(
      producer: String,
      timeZone: String = "UTC",
      log: LogPosition,
      queries: [Query] = [],
      controlTotals: [Definition] = [],
      digest: String? = nil
    ) {
      self.producer = producer
      self.timeZone = timeZone
      self.log = log
      self.queries = queries
      self.controlTotals = controlTotals
      self.digest = digest
    }
  }

  /// The state of the log that a report was made from.
  public struct LogPosition: Hashable, Sendable {
    public var origin: String
    /// The report rests on the records with a sequence number below this one.
    public var size: Int64
    /// The tree's root at that size, in base64 as the checkpoint has it.
    public var rootHash: String
    /// The signed checkpoint, as text, where there is one for this size.
    public var checkpoint: String?

    public init(origin: String, size: Int64, rootHash: String, checkpoint: String? = nil) {
      self.origin = origin
      self.size = size
      self.rootHash = rootHash
      self.checkpoint = checkpoint
    }

    /// One line that names the position: for the margin of a printed page.
    public var summary: String { "\(origin) at \(Numbers.grouped(Int(size))) records, root \(rootHash)" }
  }

  /// A query behind a report.
  public struct Query: Hashable, Sendable {
    public var name: String
    public var version: String
    public var rows: Int

    public init(name: String, version: String, rows: Int) {
      self.name = name
      self.version = version
      self.rows = rows
    }
  }
}
