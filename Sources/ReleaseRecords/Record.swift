/// What a sender claims to have happened.
///
///     let record = Record(
///       .gate, service: "kops", version: SemanticVersion("1.2.3"),
///       data: ["gate": "unit-tests", "outcome": "passed"])
///
/// ``Catalogue`` says what each kind carries, and a `RecordValidator` checks it.
public struct Record: Hashable, Sendable {
  public var kind: RecordKind
  public var service: String?
  public var version: SemanticVersion?
  public var environment: String?
  /// When it happened. Where nothing is claimed, the time at which the ledger learned of it stands for it.
  public var occurredAt: Timestamp?
  /// Where the claim comes from, as declared by the sender: the CI provider, the run, the commit.
  public var source: JSONObject?
  public var data: JSONObject
  /// Free words by name. They are sealed in the log and can be erased.
  public var text: [String: String]
  /// The sequence number of the record that this one corrects.
  public var amends: Int64?
  /// The sender's name for this request, by which a repetition is recognised; no part of what is logged.
  public var key: String?

  public init(
    _ kind: RecordKind,
    service: String? = nil,
    version: SemanticVersion? = nil,
    environment: String? = nil,
    occurredAt: Timestamp? = nil,
    source: JSONObject? = nil,
    data: JSONObject = [:],
    text: [String: String] = [:],
    amends: Int64? = nil,
    key: String? = nil
  ) {
    self.kind = kind
    self.service = service
    self.version = version
    self.environment = environment
    self.occurredAt = occurredAt
    self.source = source
    self.data = data
    self.text = text
    self.amends = amends
    self.key = key
  }
}
