/// A template that is not of the expected shape.
public struct ReportTemplateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The template's name, as far as it is known.
  public let template: String
  /// What is wrong, and where in the document.
  public let problem: String

  public var description: String { "the template “\(template)” cannot be read: \(problem)" }
}
