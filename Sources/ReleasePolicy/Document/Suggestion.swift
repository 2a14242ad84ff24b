internal import ReleaseRecords

/// Says what somebody probably meant.
enum Suggestion {
  /// Words for the end of a message: the nearest of the known words, or all of them when none is near.
  static func text(for word: String, among known: [String]) -> String {
    let suggestion = NearestName.suggestion(for: word, among: known) { "`\($0)`" }
    if known.isEmpty || !suggestion.isEmpty { return suggestion }
    return "; known here: " + known.map { "`\($0)`" }.joined(separator: ", ")
  }
}
