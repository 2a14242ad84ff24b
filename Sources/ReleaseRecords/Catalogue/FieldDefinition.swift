/// One field of a record's data.
public struct FieldDefinition: Hashable, Sendable {
  /// The name as it stands in JSON and as the projection's column: `traffic_percent`.
  public let name: String
  public let type: FieldType
  public let isRequired: Bool
  /// One line that says what the value means, in the words of the reference.
  public let summary: String

  static func required(_ name: String, _ type: FieldType, _ summary: String) -> FieldDefinition {
    FieldDefinition(name: name, type: type, isRequired: true, summary: summary)
  }

  static func optional(_ name: String, _ type: FieldType, _ summary: String) -> FieldDefinition {
    FieldDefinition(name: name, type: type, isRequired: false, summary: summary)
  }
}
