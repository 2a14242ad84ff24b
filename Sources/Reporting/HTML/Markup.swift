/// A buffer of HTML or SVG in which every text and every attribute's value is escaped.
///
///     var page = Markup()
///     page.element("p", ["class": "note"]) { $0.text(note) }
///
/// Names of elements and attributes are literals, so that no text can become one.
struct Markup {
  typealias Attributes = KeyValuePairs<StaticString, String?>

  private(set) var source = ""

  /// An element with content. An attribute whose value is `nil` is left out.
  mutating func element(_ name: StaticString, _ attributes: Attributes = [:], _ content: (inout Markup) -> Void) {
    open(name, attributes, end: ">")
    content(&self)
    source += "</\(name)>"
  }

  mutating func element(_ name: StaticString, _ attributes: Attributes = [:], text: String) {
    element(name, attributes) { $0.text(text) }
  }

  /// An element of HTML that has no content and no end: `meta`, `br`.
  mutating func void(_ name: StaticString, _ attributes: Attributes = [:]) {
    open(name, attributes, end: ">")
  }

  /// An empty element of SVG.
  mutating func shape(_ name: StaticString, _ attributes: Attributes) {
    open(name, attributes, end: "/>")
  }

  /// Text, on one line.
  mutating func text(_ text: String) {
    source += Self.escape(VisibleText.line(text))
  }

  /// Text, whose line feeds become line breaks.
  mutating func lines(_ text: String) {
    for (index, line) in VisibleText.escape(text).split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if index > 0 { void("br") }
      source += Self.escape(String(line))
    }
  }

  /// Text for `pre`, which keeps its line feeds.
  mutating func preformatted(_ text: String) {
    source += Self.escape(VisibleText.escape(text))
  }

  mutating func append(_ other: Markup) {
    source += other.source
  }

  /// A line feed between elements, for those who read the source.
  mutating func newLine() {
    source += "\n"
  }

  mutating func documentType() {
    source += "<!DOCTYPE html>\n"
  }

  /// The one thing that goes in as it is: a style sheet of the program's own.
  mutating func styleSheet(_ css: String) {
    source += "<style>\n\(css)</style>\n"
  }

  private mutating func open(_ name: StaticString, _ attributes: Attributes, end: String) {
    source += "<\(name)"
    for (attribute, value) in attributes {
      guard let value else { continue }
      source += " \(attribute)=\"\(Self.escape(VisibleText.line(value)))\""
    }
    source += end
  }

  private static func escape(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x26, 0x3C, 0x3E, 0x22, 0x27].contains($0) }) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    // By code points: a quote with a combining mark after it is still a quote.
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
