/// One field of a record's data.
public struct FieldDefinition: Hashable, Sendable {
  /// The name as it stands in JSON and as the projection's column: `traffic_percent`.
  public let name: String
  public let type: FieldType
  public let isRequired: Bool
  /// Whether a time may be later than now: it tells of a plan or a limit, not of something that happened.
  public let mayLieAhead: Bool
  /// One line that says what the value means, in the words of the reference.
  public let summary: String

  static func required(
    _ name: String,
    _ type: FieldType,
    _ summary: String,
    mayLieAhead: Bool = false
  ) -> FieldDefinition {
    FieldDefinition(name: name, type: type, isRequired: true, mayLieAhead: mayLieAhead, summary: summary)
  }

  static func optional(
    _ name: String,
    _ type: FieldType,
    _ summary: String,
    mayLieAhead: Bool = false
  ) -> FieldDefinition {
    FieldDefinition(name: name, type: type, isRequired: false, mayLieAhead: mayLieAhead, summary: summary)
  }
}
