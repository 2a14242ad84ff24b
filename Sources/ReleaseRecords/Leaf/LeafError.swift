/// Why bytes are not the leaf of a record.
public enum LeafError: Error, Hashable, Sendable {
  /// They are not JSON.
  case notJSON(JSONError)
  /// They are JSON in another form than the canonical one, from a byte on.
  case notCanonical(offset: Int)
  /// A member is not what a leaf has there.
  case unexpected(RecordProblem)
}

extension LeafError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notJSON(let error): "the leaf is not JSON: \(error)"
    case .notCanonical(let offset): "the leaf is not canonical JSON (RFC 8785) from byte \(offset) on"
    case .unexpected(let problem): "the leaf is not that of a record: \(problem)"
    }
  }
}
