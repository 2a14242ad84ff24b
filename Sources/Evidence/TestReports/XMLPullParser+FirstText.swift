extension XMLPullParser {
  /// Reads the rest of an element: the text of its first child that has one of some names; nil where it has none.
  mutating func firstText(of names: [String]) throws(EvidenceError) -> String? {
    var found: String?
    while let event = try next() {
      switch event {
      case .start(let child):
        let text = try self.text()
        if names.contains(child.name) { found = found ?? text }
      case .end: return found
      case .text: break
      }
    }
    return found
  }
}
