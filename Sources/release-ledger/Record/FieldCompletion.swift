internal import Evidence
internal import ReleaseRecords

/// What a shell offers to complete among the fields of a kind: the words that a field takes, or the flags.
struct FieldCompletion: Sendable {
  let kind: RecordKind

  /// - Parameters:
  ///   - words: the command line so far.
  ///   - index: which of them is being written.
  func candidates(_ words: [String], _ index: Int) -> [String] {
    let definition = Catalogue[kind]
    let previous = words.indices.contains(index - 1) ? words[index - 1] : ""
    if let field = definition.fields.first(where: { "--" + FieldFlags.flag($0.name) == previous }) {
      switch field.type {
      case .oneOf(let values): return values
      case .boolean: return ["true", "false"]
      default: break
      }
    }
    let fields = definition.fields.map { $0.type.isList ? FieldFlags.singular($0.name) : $0.name }
    let reports = kind == .gate ? EvidenceFormat.allCases.map(\.rawValue) : []
    return (fields + definition.texts.map(\.name)).map { "--" + FieldFlags.flag($0) } + reports.map { "--" + $0 }
  }
}
