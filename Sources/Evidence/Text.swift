/// A value taken from a file as an error shows it: shortened, control characters escaped.
func quoted(_ text: some StringProtocol) -> String {
  var result = "“"
  for scalar in text.unicodeScalars.prefix(60) {
    result += scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
  }
  if text.unicodeScalars.count > 60 { result += "…" }
  return result + "”"
}

/// Words of a report on one line: white space folded, control characters dropped, cut at `limit` characters.
func oneLine(_ text: some StringProtocol, limit: Int) -> String {
  var result = ""
  var count = 0
  var gap = false
  for character in text {
    if character.isWhitespace || character.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    {
      gap = count > 0
      continue
    }
    if count >= limit - 2 { return result + "…" }
    if gap {
      result.append(" ")
      count += 1
      gap = false
    }
    result.append(character)
    count += 1
  }
  return result
}

extension StringProtocol {
  /// The index just behind the first occurrence of an ASCII text.
  func index(behindFirst needle: StaticString) -> Index? {
    let pattern = needle.withUTF8Buffer { Array($0) }
    var start = utf8.startIndex
    while start != utf8.endIndex {
      if utf8[start...].starts(with: pattern) { return utf8.index(start, offsetBy: pattern.count) }
      start = utf8.index(after: start)
    }
    return nil
  }
}
