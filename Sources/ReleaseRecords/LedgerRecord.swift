/// A record as read back from the log, with what the ledger added to it.
///
/// People stand in `record.data` as ids of the directory; `record.text` holds only what is still disclosed.
public struct LedgerRecord: Hashable, Sendable {
  /// The position in the log, from 0.
  public let sequence: Int64
  /// When the ledger learned of it.
  public let recordedAt: Timestamp
  /// The authenticated principal who recorded it.
  public let recordedBy: String
  public let record: Record
  /// The digest of each text's disclosure, by the text's name, whether or not it is still disclosed.
  public let sealedText: [String: String]

  public init(
    sequence: Int64,
    recordedAt: Timestamp,
    recordedBy: String,
    record: Record,
    sealedText: [String: String] = [:]
  ) {
    self.sequence = sequence
    self.recordedAt = recordedAt
    self.recordedBy = recordedBy
    self.record = record
    self.sealedText = sealedText
  }

  /// When it happened: as claimed, else when it was recorded.
  public var effectiveAt: Timestamp { record.occurredAt ?? recordedAt }

  /// The names of texts that were sealed and are not disclosed here, such as those erased since.
  public var undisclosedText: [String] {
    sealedText.keys.filter { record.text[$0] == nil }.sorted()
  }
}
