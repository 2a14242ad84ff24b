internal import ReleaseRecords

extension Catalogue {
  /// The words that a field of a kind may have; empty where it is free.
  static func words(of field: String, in kind: RecordKind) -> [String] {
    switch self[kind].fields.first(where: { $0.name == field })?.type {
    case .oneOf(let words), .list(.oneOf(let words)): words
    default: []
    }
  }
}
