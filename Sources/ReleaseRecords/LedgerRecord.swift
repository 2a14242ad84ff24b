/// A record as read back from the log, with what the ledger added to it.
///
/// People stand in `record.data` as ids of the directory; `record.text` holds only what is still disclosed.
public struct LedgerRecord: Hashable, Sendable {
  /// The parts, shared by all copies: lists of records are sorted and passed on, and nothing in them ever changes.
  @usableFromInline
  final class Parts: Hashable, Sendable {
    @usableFromInline let sequence: Int64
    @usableFromInline let recordedAt: Timestamp
    @usableFromInline let recordedBy: String
    @usableFromInline let record: Record
    @usableFromInline let sealedText: [String: String]

    init(_ sequence: Int64, _ recordedAt: Timestamp, _ recordedBy: String, _ record: Record, _ sealed: [String: String])
    {
      self.sequence = sequence
      self.recordedAt = recordedAt
      self.recordedBy = recordedBy
      self.record = record
      sealedText = sealed
    }

    @usableFromInline
    static func == (a: Parts, b: Parts) -> Bool {
      a === b
        || a.sequence == b.sequence && a.recordedAt == b.recordedAt && a.recordedBy == b.recordedBy
          && a.record == b.record && a.sealedText == b.sealedText
    }

    @usableFromInline
    func hash(into hasher: inout Hasher) {
      hasher.combine(sequence)
      hasher.combine(recordedAt)
      hasher.combine(recordedBy)
      hasher.combine(record)
      hasher.combine(sealedText)
    }
  }

  @usableFromInline let parts: Parts

  /// The position in the log, from 0.
  @inlinable public var sequence: Int64 { parts.sequence }
  /// When the ledger learned of it.
  @inlinable public var recordedAt: Timestamp { parts.recordedAt }
  /// The authenticated principal who recorded it.
  @inlinable public var recordedBy: String { parts.recordedBy }
  @inlinable public var record: Record { parts.record }
  /// The digest of each text's disclosure, by the text's name, whether or not it is still disclosed.
  @inlinable public var sealedText: [String: String] { parts.sealedText }

  public init(
    sequence: Int64,
    recordedAt: Timestamp,
    recordedBy: String,
    record: Record,
    sealedText: [String: String] = [:]
  ) {
    parts = Parts(sequence, recordedAt, recordedBy, record, sealedText)
  }

  /// When it happened: as claimed, else when it was recorded.
  @inlinable public var effectiveAt: Timestamp { record.occurredAt ?? recordedAt }

  /// The names of texts that were sealed and are not disclosed here, such as those erased since.
  public var undisclosedText: [String] {
    sealedText.keys.filter { record.text[$0] == nil }.sorted()
  }
}
