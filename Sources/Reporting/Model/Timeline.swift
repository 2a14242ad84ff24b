public import ReleaseRecords

extension Report {
  /// What happened, in the order in which it happened.
  public struct Timeline: Hashable, Sendable {
    public let id: String
    public let title: String
    /// By time, then by sequence number.
    public let events: [Event]

    public init(id: String = "timeline", title: String = "", _ events: [Event]) {
      self.id = id
      self.title = title
      self.events = events.sorted { a, b in
        a.time == b.time ? (a.record ?? 0) < (b.record ?? 0) : a.time < b.time
      }
    }
  }

  public struct Event: Hashable, Sendable {
    public var time: Timestamp
    /// What sort of record this is: `gate`, `deployment`, …
    public var kind: String
    public var title: String
    public var detail: String?
    public var tone: Tone
    /// The record's sequence number.
    public var record: Int64?
    /// When the ledger learned of it, where that is worth saying: late records are marked late.
    public var recordedLate: Timestamp?

    public init(
      time: Timestamp,
      kind: String,
      title: String,
      detail: String? = nil,
      tone: Tone = .neutral,
      record: Int64? = nil,
      recordedLate: Timestamp? = nil
    ) {
      self.time = time
      self.kind = kind
      self.title = title
      self.detail = detail
      self.tone = tone
      self.record = record
      self.recordedLate = recordedLate
    }
  }
}
