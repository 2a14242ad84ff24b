/// The members that the JSON form of a record may have.
enum EnvelopePart: String, CaseIterable {
  case kind, service, version, environment
  case occurredAt = "occurred_at"
  case source, data, text, amends, key
}
