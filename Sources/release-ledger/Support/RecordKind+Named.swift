internal import ReleaseRecords

extension RecordKind {
  /// The kind of a name from the command line.
  /// - Throws: ``Failure`` that says which kinds there are.
  init(named name: String) throws {
    guard let kind = RecordKind(rawValue: name) else {
      let kinds = RecordKind.allCases.map(\.rawValue)
      throw Failure(
        "there is no kind '\(Terminal.safe(name))'\(NearestName.suggestion(for: name, among: kinds))\n"
          + "the kinds are \(kinds.joined(separator: ", "))",
        code: .usage
      )
    }
    self = kind
  }
}
