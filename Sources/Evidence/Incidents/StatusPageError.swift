package import ReleaseRecords

/// Why a document is no status page.
package enum StatusPageError: Error, Hashable, Sendable {
  case notJSON(JSONError)
  /// Something is missing or of another type than it has to be.
  case unexpected(place: String, expected: String)
}

extension StatusPageError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notJSON(let error): "the status page is no JSON: \(error)"
    case .unexpected(let place, let expected): "\(place) of the status page has to be \(expected)"
    }
  }
}
