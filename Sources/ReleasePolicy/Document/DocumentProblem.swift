/// One thing that is wrong with a document, and where.
package struct DocumentProblem: Hashable, Sendable {
  package var mark: Mark
  package var message: String

  package init(mark: Mark, message: String) {
    self.mark = mark
    self.message = message
  }
}

extension DocumentProblem: CustomStringConvertible {
  package var description: String { "\(mark): \(message)" }
}

/// A document that cannot be used, with everything that is wrong with it.
///
/// Printed, it has one line for each problem, `policy.yaml:12:5: unknown key `titel`; did you mean `title`?`.
package struct DocumentError: Error, Hashable, Sendable {
  /// What the document is called; as a rule its file.
  package var document: String
  /// At least one problem, in the order of the document.
  package var problems: [DocumentProblem]

  package init(document: String, problems: [DocumentProblem]) {
    self.document = document
    self.problems = problems.sorted { $0.mark < $1.mark }
  }
}

extension DocumentError: CustomStringConvertible {
  package var description: String {
    problems.map { "\(document):\($0)" }.joined(separator: "\n")
  }
}
