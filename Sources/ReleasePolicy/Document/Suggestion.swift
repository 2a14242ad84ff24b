internal import ReleaseRecords

/// Says what somebody probably meant.
enum Suggestion {
  /// Words for the end of a message: the nearest of the known words, or all of them when none is near.
  static func text(for word: String, among known: [String]) -> String {
    if let nearest = NearestName.nearest(to: word, among: known) { return "; did you mean `\(nearest)`?" }
    if known.isEmpty { return "" }
    return "; known here: " + known.map { "`\($0)`" }.joined(separator: ", ")
  }
}
