/// A template that is not of the expected shape.
package struct ReportTemplateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The template's name, as far as it is known.
  package let template: String
  /// What is wrong, and where in the document.
  package let problem: String

  package var description: String { "the template “\(template)” cannot be read: \(problem)" }
}
