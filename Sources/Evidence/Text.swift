internal import ReleaseRecords

/// A value taken from a file as an error shows it: shortened, control characters escaped.
func quoted(_ text: some StringProtocol) -> String {
  var result = "“"
  for scalar in text.unicodeScalars.prefix(60) {
    result += scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
  }
  if text.unicodeScalars.count > 60 { result += "…" }
  return result + "”"
}

/// Words of a report on one line: white space folded, control characters dropped, cut at `limit` code points.
func oneLine(_ text: some StringProtocol, limit: Int) -> String {
  var result = String.UnicodeScalarView()
  var count = 0
  var gap = false
  for scalar in text.unicodeScalars {
    if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
      gap = count > 0
      continue
    }
    if count + (gap ? 2 : 1) >= limit {
      result.append("…")
      break
    }
    if gap {
      result.append(" ")
      count += 1
      gap = false
    }
    result.append(scalar)
    count += 1
  }
  return String(result)
}

/// A word as a record takes it: one line of at most 200 code points, all visible; nil where nothing is left.
func word(_ text: some StringProtocol) -> String? {
  let line = oneLine(text.visible, limit: Limits.wordCharacters)
  return line.isEmpty ? nil : line
}

/// “1 test”, “2 tests”.
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
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
