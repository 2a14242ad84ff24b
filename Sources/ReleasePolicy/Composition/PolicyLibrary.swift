/// A set of policy documents that may extend each other.
///
///     let library = try PolicyLibrary.packs.adding([PolicyDocument(yaml: text, named: "policy.yaml")])
///     let policy = try library.policy(named: "our-team")
public struct PolicyLibrary: Sendable {
  private let documents: [String: PolicyDocument]

  /// - Throws: a ``DocumentError`` when two documents have the same name.
  public init(_ documents: [PolicyDocument]) throws(DocumentError) {
    var known: [String: PolicyDocument] = [:]
    for document in documents {
      if let twin = known[document.policy.name] {
        let message = "the name `\(document.policy.name)` is taken by \(twin.document)"
        throw DocumentError(document: document.document, problems: [DocumentProblem(mark: .start, message: message)])
      }
      known[document.policy.name] = document
    }
    self.documents = known
  }

  /// The library with further documents.
  public func adding(_ further: [PolicyDocument]) throws(DocumentError) -> PolicyLibrary {
    try PolicyLibrary(documents.values.sorted { $0.policy.name < $1.policy.name } + further)
  }

  /// The names of all policies, sorted.
  public var names: [String] { documents.keys.sorted() }

  /// The document of a policy as it was written.
  public func document(named name: String) -> PolicyDocument? { documents[name] }

  /// The complete policy: what it extends taken over, and all that it refers to found.
  ///
  /// - Throws: a ``DocumentError`` that names each control that is looser than in what is extended without an override,
  ///   and each reference to something that does not exist.
  public func policy(named name: String) throws(DocumentError) -> Policy {
    guard let document = documents[name] else {
      let message = "there is no policy `\(name)`" + Suggestion.text(for: name, among: names)
      throw DocumentError(document: name, problems: [DocumentProblem(mark: .start, message: message)])
    }
    return try compose(document, path: [])
  }

  private func compose(_ document: PolicyDocument, path: [String]) throws(DocumentError) -> Policy {
    let name = document.policy.name
    var problems: [DocumentProblem] = []
    if path.contains(name) {
      let circle = (path + [name]).map { "`\($0)`" }.joined(separator: " extends ")
      throw document.error("the policies extend each other in a circle: \(circle)")
    }
    var bases: [Policy] = []
    for base in document.policy.extends {
      guard let found = documents[base] else {
        let hint = Suggestion.text(for: base, among: names)
        problems.append(DocumentProblem(mark: .start, message: "`extends`: there is no policy `\(base)`\(hint)"))
        continue
      }
      bases.append(try compose(found, path: path + [name]))
    }
    guard problems.isEmpty else { throw DocumentError(document: document.document, problems: problems) }
    var policy = document.policy
    if !bases.isEmpty {
      var composition = Composition(bases: bases, document: document)
      policy = composition.composed()
      problems = composition.problems
    }
    problems += PolicyCheck(policy: policy).problems.map { document.problem($0.message, control: $0.control) }
    guard problems.isEmpty else { throw DocumentError(document: document.document, problems: problems) }
    return policy
  }
}

extension PolicyDocument {
  func problem(_ message: String, control: String? = nil) -> DocumentProblem {
    let mark = control.flatMap { marks[$0] ?? overrideMarks[$0] } ?? .start
    return DocumentProblem(mark: mark, message: message)
  }

  func error(_ message: String) -> DocumentError {
    DocumentError(document: document, problems: [problem(message)])
  }
}

extension Mark {
  /// The beginning of a document.
  static let start = Mark(line: 1, column: 1)
}
