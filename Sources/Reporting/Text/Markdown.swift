/// Text made literal in GitHub-flavoured Markdown.
package enum Markdown {
  /// A paragraph; its line feeds become line breaks.
  package static func paragraph(_ text: String) -> String {
    VisibleText.escape(text).split(separator: "\n", omittingEmptySubsequences: false)
      .map { escape(String($0), atLineStart: true) }.joined(separator: "<br>\n")
  }

  /// Text on one line: in a heading, a list item, the cell of a table.
  package static func inline(_ text: String) -> String {
    VisibleText.escape(text).split(separator: "\n", omittingEmptySubsequences: false)
      .map { escape(String($0), atLineStart: true) }.joined(separator: "<br>")
  }

  static func cell(_ cell: Report.Cell) -> String {
    guard case .link(let text, let address) = cell else { return inline(cell.text) }
    guard let target = LinkAddress(address) else { return inline(cell.text) }
    return "[\(inline(text))](<\(target.text)>)"
  }

  private static let special: Set<Character> = ["\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "&", "$", "^"]

  private static func escape(_ line: String, atLineStart: Bool) -> String {
    if line.utf8.allSatisfy(isHarmless) { return atLineStart ? trimmed(line) : line }
    var result = ""
    result.reserveCapacity(line.utf8.count + 8)
    let characters = Array(line)
    for (index, character) in characters.enumerated() {
      let rest = characters[index...]
      let startsBlock = result.allSatisfy { $0 == " " } && ["#", "+", "-", "="].contains(character)
      // `1.` and `1)` begin a list where only digits stand before.
      let startsList =
        [".", ")"].contains(character) && index > 0 && characters[..<index].allSatisfy { $0.isASCII && $0.isNumber }
      // Bare addresses and mentions become links on their own.
      let startsLink =
        character == ":" && rest.starts(with: "://") || character == "." && endsInWWW(characters[..<index])
      if special.contains(character) || startsBlock || startsList || startsLink {
        result.append("\\")
        result.append(character)
      } else if character == "@", rest.dropFirst().first.map({ $0.isLetter || $0.isNumber }) == true {
        // What follows an empty comment is neither a mention nor the rest of a mail address.
        result += "@<!-- -->"
      } else {
        result.append(character)
      }
    }
    return atLineStart ? trimmed(result) : result
  }

  /// Letters, spaces, commas and the like, which mean nothing to Markdown wherever they stand.
  private static func isHarmless(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: " "),
      UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: ";"):
      true
    default: byte >= 0x80
    }
  }

  private static func endsInWWW(_ characters: ArraySlice<Character>) -> Bool {
    characters.suffix(3).map { $0.lowercased() } == ["w", "w", "w"]
  }

  /// Four leading spaces would make code of a line, two trailing ones a break.
  private static func trimmed(_ line: String) -> String {
    var line = Substring(line)
    while line.first == " " { line.removeFirst() }
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}
