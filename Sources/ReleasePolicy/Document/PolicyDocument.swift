internal import ReleaseRecords

/// A policy as one document states it, before what it extends is taken over.
///
///     let document = try PolicyDocument(yaml: text, named: "policy.yaml")
///     let policy = try PolicyLibrary([document]).policy(named: document.policy.name)
package struct PolicyDocument: Hashable, Sendable {
  /// What the document is called; as a rule its file.
  package let document: String
  /// What it states itself.
  package let policy: Policy
  /// The keys that stand at the top.
  let keys: Set<String>
  /// Where each control begins.
  let marks: [String: Mark]
  /// Where each override begins.
  let overrideMarks: [String: Mark]
  /// Where each policy that it extends is named.
  let baseMarks: [String: Mark]

  /// Reads a document in YAML, or in JSON, which is a part of it.
  ///
  /// - Throws: a ``DocumentError`` with everything that is wrong with its form: unknown keys, wrong values, and what
  ///   YAML allows but policies don't. References to other parts are checked when it is composed.
  package init(yaml: String, named document: String) throws(DocumentError) {
    try self.init(yaml: Array(yaml.utf8), named: document)
  }

  /// Reads a document from its bytes in UTF-8.
  package init(yaml bytes: [UInt8], named document: String) throws(DocumentError) {
    let root: YAMLNode
    do {
      root = try YAMLReader.read(bytes)
    } catch {
      throw DocumentError(document: document, problems: [DocumentProblem(mark: error.mark, message: error.message)])
    }
    var problems: [DocumentProblem] = []
    let policy = Policy.codec.decode(root, &problems)
    let marks = Self.marks(of: "controls", by: "id", in: root, reporting: &problems)
    let overrideMarks = Self.marks(of: "overrides", by: "control", in: root, reporting: &problems)
    guard let policy, problems.isEmpty else { throw DocumentError(document: document, problems: problems) }
    self.document = document
    self.policy = policy
    self.keys = root.keys
    self.marks = marks
    self.overrideMarks = overrideMarks
    self.baseMarks = Self.baseMarks(in: root)
  }

  /// Makes ready what documents are read by, which takes some milliseconds once a process: for who has to wait for
  /// something else before there is a document.
  package static func prepareReading() { _ = Policy.codec }

  private static func baseMarks(in root: YAMLNode) -> [String: Mark] {
    guard let extends = root["extends"] else { return [:] }
    let nodes = if case .sequence(let nodes) = extends.content { nodes } else { [extends] }
    var marks: [String: Mark] = [:]
    for node in nodes {
      if case .scalar(.string(let name)) = node.content { marks[name] = node.mark }
    }
    return marks
  }

  /// Where each entry of a list begins, by the text that names it; a second one of the same name is a problem.
  private static func marks(
    of list: String,
    by name: String,
    in root: YAMLNode,
    reporting problems: inout [DocumentProblem]
  ) -> [String: Mark] {
    guard case .sequence(let nodes) = root[list]?.content else { return [:] }
    var marks: [String: Mark] = [:]
    for node in nodes {
      guard case .scalar(.string(let id)) = node[name]?.content else { continue }
      if let first = marks[id] {
        let message = "`\(id)` is there already, on line \(first.line)"
        problems.append(DocumentProblem(mark: node.mark, message: message))
      }
      marks[id] = marks[id] ?? node.mark
    }
    return marks
  }
}
