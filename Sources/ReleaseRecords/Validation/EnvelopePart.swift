/// The members that the JSON form of a record may have.
enum EnvelopePart: String, CaseIterable {
  case kind, service, version, environment
  case occurredAt = "occurred_at"
  case source, data, text, amends, key

  private static let names = allCases.map { ($0.rawValue, $0) }

  /// The part of this name.
  static func named(_ name: String) -> EnvelopePart? {
    names.first { $0.0.hasSameCodePoints(as: name) }?.1
  }
}
