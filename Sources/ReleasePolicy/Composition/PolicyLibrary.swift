internal import ReleaseRecords

/// A set of policy documents that may extend each other.
///
///     let library = try PolicyLibrary.packs.adding([PolicyDocument(yaml: text, named: "policy.yaml")])
///     let policy = try library.policy(named: "our-team")
package struct PolicyLibrary: Sendable {
  /// How many documents one policy may be composed of.
  package static let maximumCount = 32

  private let documents: [String: PolicyDocument]

  /// - Throws: a ``DocumentError`` when two documents have the same name.
  package init(_ documents: [PolicyDocument]) throws(DocumentError) {
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
  package func adding(_ further: [PolicyDocument]) throws(DocumentError) -> PolicyLibrary {
    try PolicyLibrary(documents.values.sorted { $0.policy.name < $1.policy.name } + further)
  }

  /// The library with a document, and with all that it extends and the library does not have.
  ///
  /// - Parameter find: gives the document of a name, or says in which file it would have to be.
  /// - Throws: a ``DocumentError`` when there is none, it has another name, or there are more than ``maximumCount``; and
  ///   what `find` throws.
  package func adding(_ document: PolicyDocument, finding find: (String) throws -> Whereabouts) throws -> PolicyLibrary
  {
    var library = try adding([document])
    var found = [document]
    var next = 0
    while next < found.count {
      let extending = found[next]
      next += 1
      for name in extending.policy.extends where library.documents[name] == nil {
        switch try find(name) {
        case .document(let base) where base.policy.name == name:
          library = try library.adding([base])
          found.append(base)
        case .document(let base):
          throw extending.error(inBase: name, "\(base.document) is the policy `\(base.policy.name)`, not `\(name)`")
        case .missing(let file):
          throw extending.error(inBase: name, "there is no file \(file), and " + lack(of: name))
        }
        guard found.count <= Self.maximumCount else {
          throw extending.error(inBase: name, "a policy may be made of \(Self.maximumCount) documents at most")
        }
      }
    }
    return library
  }

  /// Where the document of a policy is.
  package enum Whereabouts: Sendable {
    case document(PolicyDocument)
    /// It is not in the file in which it would have to be.
    case missing(file: String)
  }

  private func lack(of name: String) -> String {
    "there is no policy `\(name)`" + Suggestion.text(for: name, among: names)
  }

  /// The names of all policies, sorted.
  package var names: [String] { documents.keys.sorted() }

  /// The document of a policy as it was written.
  package func document(named name: String) -> PolicyDocument? { documents[name] }

  /// The complete policy: what it extends taken over, and all that it refers to found.
  ///
  /// - Throws: a ``DocumentError`` that names each control that is looser than in what is extended without an override,
  ///   and each reference to something that does not exist.
  package func policy(named name: String) throws(DocumentError) -> Policy {
    guard let document = documents[name] else {
      throw DocumentError(document: name, problems: [DocumentProblem(mark: .start, message: lack(of: name))])
    }
    var composed: [String: Policy] = [:]
    return try compose(document, path: [], &composed)
  }

  private func compose(
    _ document: PolicyDocument,
    path: [String],
    _ composed: inout [String: Policy]
  ) throws(DocumentError) -> Policy {
    let name = document.policy.name
    if let known = composed[name] { return known }
    var problems: [DocumentProblem] = []
    if path.contains(name) {
      let circle = (path + [name]).map { "`\($0)`" }.joined(separator: " extends ")
      throw document.error("the policies extend each other in a circle: \(circle)")
    }
    var bases: [Policy] = []
    for base in document.policy.extends {
      guard let found = documents[base] else {
        problems += document.error(inBase: base, lack(of: base)).problems
        continue
      }
      bases.append(try compose(found, path: path + [name], &composed))
    }
    guard problems.isEmpty else { throw DocumentError(document: document.document, problems: problems) }
    var policy = document.policy
    if !bases.isEmpty {
      var composition = Composition(bases: bases, document: document)
      policy = composition.composed()
      problems = composition.problems
    }
    problems += document.emptyOverrides
    problems += PolicyCheck(policy: policy).problems.map { document.problem($0.message, control: $0.control) }
    guard problems.isEmpty else { throw DocumentError(document: document.document, problems: problems) }
    composed[name] = policy
    return policy
  }
}

extension String {
  /// Whether a letter or a digit is in it that can be seen.
  fileprivate var hasVisibleWords: Bool {
    visible.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
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

  /// An error where the document names a policy that it extends.
  func error(inBase name: String, _ message: String) -> DocumentError {
    let problem = DocumentProblem(mark: baseMarks[name] ?? .start, message: "`extends`: " + message)
    return DocumentError(document: document, problems: [problem])
  }

  /// Overrides that nobody can read a reason or a name in.
  fileprivate var emptyOverrides: [DocumentProblem] {
    policy.overrides.flatMap { override -> [DocumentProblem] in
      let mark = overrideMarks[override.control] ?? .start
      let parts = [("reason", override.reason), ("approver", override.approver)]
      return parts.filter { !$0.1.hasVisibleWords }.map { name, _ in
        DocumentProblem(mark: mark, message: "the `\(name)` of the override of `\(override.control)` says nothing")
      }
    }
  }
}

extension Mark {
  /// The beginning of a document.
  static let start = Mark(line: 1, column: 1)
}
