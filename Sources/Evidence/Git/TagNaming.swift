internal import ReleaseRecords

/// How the tags of releases are named.
package enum TagNaming: Hashable, Sendable {
  /// `1.2.3` or `v1.2.3`.
  case version
  /// One of several components in one repository: `api/v1.2.3`, `api-v1.2.3` or `api@1.2.3`, the `v` being optional.
  case component(String)

  /// The version in a tag's name, or why there is none.
  func version(in name: String) -> Result<SemanticVersion, SkippedTag.Reason> {
    var rest = name[...]
    if case .component(let component) = self {
      guard rest.hasPrefix(component) else { return .failure(.otherComponent) }
      rest = rest.dropFirst(component.count)
      guard let separator = rest.popFirst(), "/-@".contains(separator) else { return .failure(.otherComponent) }
    }
    if rest.first == "v" || rest.first == "V" { rest.removeFirst() }
    guard let version = SemanticVersion(String(rest)) else { return .failure(.notSemanticVersion) }
    return .success(version)
  }
}
