import Foundation
import ReleaseRecords
import Reporting
import Testing

@Suite("A stranger's text stays text")
struct EscapingTests {
  static let attacks = [
    "<script>alert(1)</script>", "</title><img src=x onerror=alert(1)>", "\" onload=\"alert(1)", "' onclick='x",
    "</style><script>x</script>", "-->]]></svg><script>x</script>", "javascript:alert(1)", "&lt;b&gt;&amp;",
    "\u{1B}[31mred\u{1B}[0m", "\u{1B}]0;title\u{07}", "\u{9B}2J", "bell\u{07}null\u{0}", "over\rwritten", "a\tb",
    "\u{202E}gnp.exe", "\u{2066}x\u{2069}", "zero\u{200B}width\u{FEFF}", "e\u{0301}\u{0301}'\u{0301}<\u{0301}script>",
    "=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-2+3", "@SUM(1)", "\t=1", "a | b",
    "`code` *b* _i_ [l](http://x) ![i](y)",
    "# heading\n- list\n1. one\n> quote\n    code\n\n---", "www.example.org https://example.org me@example.org @user",
    "<!-- -->", "]]>", "\\", "$x$", "~~s~~", "\"; } body { display: none } @import url(//x); \"",
  ]

  @Test(arguments: attacks)
  func inHTML(_ text: String) throws {
    let names = try MarkupNames(ofBody: HTMLRenderer().render(SampleReport.saying(text)))
    let known = try MarkupNames(ofBody: HTMLRenderer().render(SampleReport.saying("x")))
    // A text of several lines breaks them; nothing else may bring an element or an attribute in.
    #expect(names.elements.subtracting(known.elements).isSubset(of: ["br", "pre"]))
    #expect(names.attributes == known.attributes)
    #expect(names.addresses.allSatisfy { $0.hasPrefix("#") })
  }

  @Test(arguments: attacks)
  func inTheHeadOfHTML(_ text: String) throws {
    let page = HTMLRenderer().render(SampleReport.saying(text))
    let body = try #require(page.range(of: "<body>")).lowerBound
    let tags = try page[..<body].matches(of: Regex("<[a-zA-Z!/]+")).map { String($0.output[0].substring ?? "") }
    #expect(
      tags == [
        "<!DOCTYPE", "<html", "<head", "<meta", "<meta", "<meta", "<meta", "<meta", "<meta", "<title", "</title",
        "<style", "</style", "</head",
      ]
    )
    #expect(!hasControlCharacters(page))
    // The margin's text is the last string of the style sheet, and ends where it should.
    let margin = try #require(page[..<body].range(of: "@top-left { content: \"", options: .backwards)).upperBound
    let quoted = page[margin..<body].prefix { $0 != "\n" }
    #expect(quoted.hasSuffix("\"; }") && quoted.dropLast(4).allSatisfy { $0 != "\"" && $0 != "<" })
  }

  @Test(arguments: attacks, [true, false])
  func inATerminal(_ text: String, usesColour: Bool) throws {
    let output = TerminalRenderer(width: 80, usesColour: usesColour).render(SampleReport.saying(text))
    // Only the renderer's own colour sequences may stand in it.
    let plain = try output.replacing(Regex("\u{1B}\\[[0-9;]*m"), with: usesColour ? "" : "\u{1B}")
    #expect(!hasControlCharacters(plain))
  }

  @Test(arguments: [
    ("\u{1B}[31mred", "\\u{1b}[31mred"), ("a\rb", "a\\rb"), ("a\r\nb", "a\nb"), ("a\tb", "a\\tb"),
    ("\u{202E}gnp", "\\u{202e}gnp"), ("\u{0}", "\\u{0}"), ("\u{85}", "\\u{85}"), ("\u{200B}", "\\u{200b}"),
    ("👩‍👩‍👧 family", "👩‍👩‍👧 family"), ("naïve – “quotes”", "naïve – “quotes”"),
  ])
  func hiddenCharactersAreShown(_ text: String, _ shown: String) {
    let output = TerminalRenderer(width: 80).render(SampleReport.saying(text))
    #expect(output.hasPrefix(shown + "\n"))
  }

  @Test(arguments: [
    ("a | b", "a \\| b"), ("*b* _i_ `c`", "\\*b\\* \\_i\\_ \\`c\\`"), ("[l](http://x)", "\\[l\\](http\\://x)"),
    ("# h", "\\# h"), ("- l", "\\- l"), ("12. one", "12\\. one"), ("3) one", "3\\) one"), ("v1.2.3", "v1.2.3"),
    ("a - b", "a - b"), ("<b>", "\\<b\\>"), ("www.x.org", "www\\.x.org"), ("@user", "@<!-- -->user"),
    ("a\nb", "a<br>b"), ("$x$", "\\$x\\$"), ("&amp;", "\\&amp;"), ("\u{1B}[0m", "\\\\u{1b}\\[0m"),
  ])
  func inMarkdown(_ text: String, _ escaped: String) {
    let output = MarkdownRenderer().render(SampleReport.saying(text))
    #expect(output.hasPrefix("# \(escaped)\n"))
    #expect(output.contains("| \(escaped) |"))
  }

  @Test(arguments: attacks)
  func inMarkdownTables(_ text: String) {
    // Each row has as many cells as its header.
    let output = MarkdownRenderer().render(SampleReport.saying(text))
    var width: Int?
    for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        width = nil
        continue
      }
      let bars = line.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" }
      #expect(bars == width ?? bars, "\(line)")
      width = bars
    }
  }

  private func hasControlCharacters(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      let isBidirectional = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      return scalar != "\n" && (scalar.properties.generalCategory == .control || isBidirectional)
    }
  }
}
