/// Finds what somebody probably meant.
enum Suggestion {
  /// Words for the end of a message: the nearest of the known words, or all of them when none is near.
  static func text(for word: String, among known: [String]) -> String {
    if let nearest = nearest(to: word, among: known) { return "; did you mean `\(nearest)`?" }
    if known.isEmpty { return "" }
    return "; known here: " + known.map { "`\($0)`" }.joined(separator: ", ")
  }

  /// The known word that takes the fewest edits, if no more than a third of the word.
  static func nearest(to word: String, among known: [String]) -> String? {
    let limit = max(1, word.count / 3)
    let near = known.map { (distance: distance(word.lowercased(), $0.lowercased()), word: $0) }
      .filter { $0.distance <= limit }
    return near.min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
  }

  /// The number of characters to insert, remove, replace, or swap with their neighbour.
  private static func distance(_ a: String, _ b: String) -> Int {
    let (x, y) = (Array(a.prefix(64)), Array(b.prefix(64)))
    var beforeLast: [Int] = []
    var last = Array(0...y.count)
    for i in x.indices {
      var row = [i + 1]
      for j in y.indices {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (x[i] == y[j] ? 0 : 1))
        if i > 0, j > 0, x[i] == y[j - 1], x[i - 1] == y[j] { best = min(best, beforeLast[j - 1] + 1) }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[y.count]
  }
}
