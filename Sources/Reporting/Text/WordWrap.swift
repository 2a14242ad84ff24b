/// Breaks text into lines that fit a width in columns, at spaces where it can.
enum WordWrap {
  static func lines(_ text: String, width: Int) -> [String] {
    let width = max(width, 1)
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      DisplayWidth.of(line) <= width ? [String(line)] : wrap(line, width: width)
    }
  }

  /// The width of the longest word: a column that is narrower breaks it.
  static func longestWord(_ text: String) -> Int {
    text.split { $0 == " " || $0 == "\n" }.map { DisplayWidth.of($0) }.max() ?? 0
  }

  private static func wrap(_ line: Substring, width: Int) -> [String] {
    var lines: [String] = []
    var current = ""
    var used = 0
    for word in line.split(separator: " ") {
      let wordWidth = DisplayWidth.of(word)
      if used > 0, used + 1 + wordWidth <= width {
        current += " " + word
        used += 1 + wordWidth
        continue
      }
      if used > 0 {
        lines.append(current)
        (current, used) = ("", 0)
      }
      for character in word {
        let characterWidth = DisplayWidth.of(character)
        if used + characterWidth > width, used > 0 {
          lines.append(current)
          (current, used) = ("", 0)
        }
        current.append(character)
        used += characterWidth
      }
    }
    if !current.isEmpty { lines.append(current) }
    return lines
  }
}
