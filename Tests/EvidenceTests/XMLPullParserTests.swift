import Testing

@testable import Evidence

@Suite("The XML parser")
struct XMLPullParserTests {
  /// The events of a document on one line each: `<name a=b`, `text`, `>name`.
  private func events(_ document: [UInt8], documentTypes: Set<String> = []) throws(EvidenceError) -> [String] {
    var parser = try XMLPullParser(document, documentTypes: documentTypes)
    var events: [String] = []
    while let event = try parser.next() {
      switch event {
      case .start(let element):
        events.append(
          (["<" + element.name] + element.attributes.map { "\($0.name)=\($0.value)" }).joined(separator: " ")
        )
      case .text(let text): events.append(text)
      case .end(let name): events.append(">" + name)
      }
    }
    return events
  }

  @Test(
    "gives elements, attributes and text",
    arguments: [
      ("<a/>", ["<a", ">a"]),
      (
        "<?xml version='1.0'?>\n<!-- x --><a b='1' c = \"2\"><d/></a>\n<!-- y --><?z?>",
        ["<a b=1 c=2", "<d", ">d", ">a"]
      ),
      ("<a>x &lt;&amp;&gt;&quot;&apos;&#65;&#x1F600;</a>", ["<a", "x <&>\"'A😀", ">a"]),
      ("<a b='&lt;&#10;'/>", ["<a b=<\n", ">a"]),
      ("<a>1<![CDATA[<b>&amp;]]]]>2</a>", ["<a", "1", "<b>&amp;]]", "2", ">a"]),
      ("<p:a xmlns:p='u' p:b='1' b='2'><p:c/></p:a>", ["<a xmlns:p=u p:b=1 b=2", "<c", ">c", ">a"]),
      ("<a> \n\t <b> </b></a>", ["<a", "<b", ">b", ">a"]),
      ("<日本 名='値'/>", ["<日本 名=値", ">日本"]),
    ]
  )
  func reads(document: String, expected: [String]) throws {
    #expect(try events(Array(document.utf8)) == expected)
  }

  @Test(
    "refuses what is not well formed, saying where",
    arguments: [
      ("", "line 1, column 1: the document has no element: the file is empty or was cut off"),
      (" \n<!-- -->", "line 2, column 9: the document has no element: the file is empty or was cut off"),
      ("{}", "line 1, column 1: this is no XML: no `<` begins it"),
      ("<a>", "line 1, column 4: the document ends inside <a> of line 1: the file was cut off; produce it again"),
      (
        "<a>\n<b>\nx",
        "line 3, column 2: the document ends inside <b> of line 2: the file was cut off; produce it again"
      ),
      ("<a b='", "line 1, column 7: the document ends inside the value of “b”: the file was cut off; produce it again"),
      ("<a b", "line 1, column 5: the document ends inside a tag: the file was cut off; produce it again"),
      ("<a><!-- ", "line 1, column 9: the document ends inside a comment: the file was cut off; produce it again"),
      ("<a>&am", "line 1, column 7: the document ends inside a reference: the file was cut off; produce it again"),
      (
        "<a><![CDATA[x]]",
        "line 1, column 16: the document ends inside a CDATA section: the file was cut off; produce it again"
      ),
      ("<a></b>", "line 1, column 4: the end tag “b” does not match the open element “a”"),
      ("<a/></a>", "line 1, column 5: “a” is ended but was not begun"),
      ("<a/><b/>", "line 1, column 5: there is a second root element"),
      ("<a/>x", "line 1, column 5: there is text behind the root element"),
      ("<a b=1/>", "line 1, column 6: the value of “b” is not in quotes"),
      ("<a b/>", "line 1, column 5: the attribute “b” has no value"),
      ("<a b='1'c='2'/>", "line 1, column 9: white space is missing before an attribute"),
      ("<a b='1' b='2'/>", "line 1, column 10: the attribute “b” is there twice"),
      ("<a b='<'/>", "line 1, column 7: `<` in the value of “b”; it has to be `&lt;`"),
      ("<a>]]></a>", "line 1, column 4: `]]>` in text; it has to be `]]&gt;`"),
      ("<a>\u{1B}[31m</a>", "line 1, column 4: the control character U+001B, which XML does not allow"),
      ("<a>\u{FFFE}</a>", "line 1, column 4: a non-character, which XML does not allow"),
      ("<a>&#0;</a>", "line 1, column 4: &#0; is no character that XML allows"),
      ("<a>&#xD800;</a>", "line 1, column 4: &#xD800; is no character that XML allows"),
      ("<a>&#+65;</a>", "line 1, column 4: &#+65; is no character that XML allows"),
      (
        "<a>Q & A and more text so that no reference can end here, not even late</a>",
        "line 1, column 6: `&` begins no reference; it has to be `&amp;`"
      ),
      ("<a><!-- a -- b --></a>", "line 1, column 4: `--` in the comment that begins here"),
      ("<a><?xml version='1.0'?></a>", "line 1, column 4: the XML declaration is not at the beginning of the file"),
      ("<a><1/></a>", "line 1, column 5: the name of an element is missing"),
      ("<é>\n é<", "line 2, column 4: the document ends inside a tag: the file was cut off; produce it again"),
    ]
  )
  func malformed(document: String, description: String) {
    let error = #expect(throws: EvidenceError.self) { try events(Array(document.utf8)) }
    #expect(error?.description == description)
    #expect(error?.kind == .malformed)
  }

  @Test(
    "refuses DTDs and entities",
    arguments: [
      ("<!DOCTYPE a><a/>", "line 1, column 1: document type declarations are refused; remove `<!DOCTYPE a …>`"),
      (
        "<!DOCTYPE report [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><report>&x;</report>",
        "line 1, column 18: DTDs and entity definitions are refused; remove what stands in `[…]`"
      ),
      (
        "<!DOCTYPE report SYSTEM 'http://x/[' [<!ENTITY % x 'y'>%x;]><report/>",
        "line 1, column 38: DTDs and entity definitions are refused; remove what stands in `[…]`"
      ),
      (
        "<report>&x;</report>",
        "line 1, column 9: the entity “x” is none of the five predefined ones; entities are not expanded"
      ),
      (
        "<report a='&x;'/>",
        "line 1, column 12: the entity “x” is none of the five predefined ones; entities are not expanded"
      ),
    ]
  )
  func forbidden(document: String, description: String) {
    let error = #expect(throws: EvidenceError.self) { try events(Array(document.utf8), documentTypes: ["report"]) }
    #expect(error?.description == description)
    #expect(error?.kind == .forbidden)
  }

  @Test("passes over a declaration that only names an expected document type")
  func documentType() throws {
    let document = "<!DOCTYPE report PUBLIC \"-//X//>\" 'x.dtd'><report/>"
    #expect(try events(Array(document.utf8), documentTypes: ["report"]) == ["<report", ">report"])
    let error = #expect(throws: EvidenceError.self) {
      try events(Array("<!DOCTYPE report><other/>".utf8), documentTypes: ["report"])
    }
    #expect(
      error?.description == "line 1, column 18: the root element is not the declared document type “report”"
    )
  }

  @Test("has limits")
  func limits() throws {
    let deep = String(repeating: "<a>", count: 257)
    let wide = "<a" + (0...256).map { " b\($0)=''" }.joined() + "/>"
    let long = "<" + String(repeating: "a", count: 1_025) + "/>"
    for document in [deep, wide, long] {
      let error = #expect(throws: EvidenceError.self) { try events(Array(document.utf8)) }
      #expect(error?.kind == .tooLarge)
    }
    let error = #expect(throws: EvidenceError.self) {
      try TextDecoding.utf8([UInt8](repeating: 0x20, count: Limits.fileBytes + 1))
    }
    #expect(error?.kind == .tooLarge)
    let text = String(repeating: "x", count: 10_000)
    #expect(try events(Array("<a>\(text)</a>".utf8))[1].utf8.count == Limits.keptTextBytes)
  }

  @Test("reads UTF-8, UTF-16 and ISO-8859-1")
  func encodings() throws {
    let expected = ["<a b=é", "€", ">a"]
    let document = "<a b='é'>€</a>"
    let units = Array(document.utf16)
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try events([0xEF, 0xBB, 0xBF] + Array(document.utf8)) == expected)
    #expect(try events([0xFE, 0xFF] + big) == expected)
    #expect(try events([0xFF, 0xFE] + little) == expected)
    #expect(try events(big) == expected)
    #expect(try events(little) == expected)
    let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a b='".utf8) + [0xE9] + Array("'/>".utf8)
    #expect(try events(latin) == ["<a b=é", ">a"])
  }

  @Test(
    "refuses other encodings, and bytes that are not what they are said to be",
    arguments: [
      (
        Array("<?xml version='1.0' encoding='Shift_JIS'?><a/>".utf8),
        "line 1, column 1: the declared encoding “Shift_JIS” is not that of the bytes, or not understood; write UTF-8"
      ),
      (
        Array("<a>\n".utf8) + [0xC3, 0x28],
        "line 2, column 1: the bytes are not UTF-8; write the report in UTF-8, or declare its encoding"
      ),
      (
        [0xFF, 0xFE, 0x3C], "the bytes are not UTF-16, as the file's beginning says; the file was cut off or mixed up"
      ),
      (
        [0xFE, 0xFF, 0xD8, 0x00, 0x00, 0x3C],
        "the bytes are not UTF-16, as the file's beginning says; the file was cut off or mixed up"
      ),
    ] as [([UInt8], String)]
  )
  func badEncodings(document: [UInt8], description: String) {
    let error = #expect(throws: EvidenceError.self) { try events(document) }
    #expect(error?.description == description)
  }
}
