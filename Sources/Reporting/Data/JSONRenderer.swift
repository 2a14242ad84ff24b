internal import ReleaseRecords

/// Renders a report as JSON, in the canonical form of RFC 8785 on one line: the bytes that its digest is taken over,
/// but for the digest itself.
public struct JSONRenderer: Sendable {
  public init() {}

  public func render(_ report: Report) -> String {
    CanonicalJSON.string(report.json) + "\n"
  }
}
