/// Finds what a misspelt name was meant to be.
package enum NearestName {
  /// The valid name that is the fewest edits away, where that is close enough to be meant.
  package static func nearest(to name: String, among valid: some Sequence<String>) -> String? {
    guard name.utf8.count <= 100 else { return nil }
    let spelt = normalised(name)
    var best: (name: String, distance: Int)?
    for candidate in valid {
      let distance = editDistance(spelt, normalised(candidate))
      guard distance <= max(1, min(spelt.count, candidate.utf8.count) / 3) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.name
  }

  /// The end of a message about a name that is none: `; did you mean 'gate'?`, or nothing where none is near.
  /// - Parameter shown: how the message shows a name.
  package static func suggestion(
    for name: String,
    among valid: some Sequence<String>,
    _ shown: (String) -> String = { "'\($0)'" }
  ) -> String {
    nearest(to: name, among: valid).map { "; did you mean \(shown($0))?" } ?? ""
  }

  static func hint(_ name: String, among valid: some Sequence<String>) -> String? {
    nearest(to: name, among: valid).map { "did you mean \($0.quoted)?" }
  }

  private static func normalised(_ name: String) -> [UInt8] {
    name.lowercased().utf8.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ") }
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
  private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
