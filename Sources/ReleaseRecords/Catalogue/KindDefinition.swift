/// What a record of one kind carries: which parts of the envelope it needs, its data, and its free words.
public struct KindDefinition: Hashable, Sendable {
  /// Whether a part of the envelope has to be there.
  public enum Presence: Hashable, Sendable {
    case required, optional, absent
  }

  /// A piece of free text, sealed in the log and erasable.
  public struct Text: Hashable, Sendable {
    public let name: String
    public let isRequired: Bool
    public let summary: String

    static func required(_ name: String, _ summary: String) -> Text {
      Text(name: name, isRequired: true, summary: summary)
    }

    static func optional(_ name: String, _ summary: String) -> Text {
      Text(name: name, isRequired: false, summary: summary)
    }
  }

  public let kind: RecordKind
  public let summary: String
  public let service: Presence
  public let version: Presence
  public let environment: Presence
  public let fields: [FieldDefinition]
  public let texts: [Text]
  /// Groups of names (of data fields, or `version`) of which at least one has to be present.
  public let requiresOneOf: [[String]]
  /// Rows of time fields that must not be in reverse order, as far as they are there.
  public let orderedTimes: [[String]]
  /// Pairs of fields that must not have the same value.
  public let mustDiffer: [[String]]

  init(
    _ kind: RecordKind,
    _ summary: String,
    service: Presence = .required,
    version: Presence = .optional,
    environment: Presence = .absent,
    fields: [FieldDefinition],
    texts: [Text] = [],
    requiresOneOf: [[String]] = [],
    orderedTimes: [[String]] = [],
    mustDiffer: [[String]] = []
  ) {
    self.kind = kind
    self.summary = summary
    self.service = service
    self.version = version
    self.environment = environment
    self.fields = fields
    self.texts = texts
    self.requiresOneOf = requiresOneOf
    self.orderedTimes = orderedTimes
    self.mustDiffer = mustDiffer
  }
}
