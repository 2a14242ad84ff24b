import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("The YAML reader")
struct YAMLReaderTests {
  @Test(
    "reads what people write by hand",
    arguments: [
      ("a: 1", ["a": 1]),
      ("---\na: x # comment\n# another\n\nb: 'it''s'\n", ["a": "x", "b": "it's"]),
      ("a:\n  - 1\n  - true\n  - null\n  -\n", ["a": [1, true, nil, nil]]),
      ("a:\n- x\n- y\nb: z", ["a": ["x", "y"], "b": "z"]),
      ("- id: one\n  tags: [a, 'b', \"c\"]\n- id: two", [["id": "one", "tags": ["a", "b", "c"]], ["id": "two"]]),
      ("- - a\n  - b\n- - c", [["a", "b"], ["c"]]),
      ("a: {b: {c: [1, 2]}, d: ''}", ["a": ["b": ["c": [1, 2]], "d": ""]]),
      ("a: {\n  b: 1, # why\n  c: [\n    2,\n    3,\n  ],\n}\nd: 4", ["a": ["b": 1, "c": [2, 3]], "d": 4]),
      ("a: |\n  one\n   two\n\n  three\nb: x", ["a": "one\n two\n\nthree\n", "b": "x"]),
      ("a: >-\n  one\n  two\n\n  three\n", ["a": "one two\nthree"]),
      ("a: |-\n    kept # not a comment\n", ["a": "kept # not a comment"]),
      (
        "a: yes\nb: 10:00-12:00\nc: v1.2.3\nd: -24h\ne: 2026-01-02",
        [
          "a": "yes", "b": "10:00-12:00", "c": "v1.2.3", "d": "-24h", "e": "2026-01-02",
        ]
      ),
      ("a: -1.5e3\nb: '1'\n\"c d\": \"\\u00e9\\ud83d\\ude00\\n\"", ["a": -1500, "b": "1", "c d": "é😀\n"]),
      ("{\"a\":[1,{\"b\":\"x:y\"}],\"c\":null}", ["a": [1, ["b": "x:y"]], "c": nil]),
      ("a: slack:#releases\r\nb: 2\r\n", ["a": "slack:#releases", "b": 2]),
      ("a:\n\n  # deeper\n  b:\n    c: 1\n  d: 2\n", ["a": ["b": ["c": 1], "d": 2]]),
      ("text", "text"),
      ("a: []\nb: {}\nc:", ["a": [], "b": [:], "c": nil]),
    ] as [(String, JSONValue)]
  )
  func reads(text: String, value: JSONValue) throws {
    #expect(try YAMLReader.read(text).json == value)
  }

  @Test(
    "refuses the rest, with its place",
    arguments: [
      ("", "1:1", "the document is empty"),
      ("# nothing\n", "2:1", "the document is empty"),
      ("a: 1\nb: 2\na: 3", "3:1", "the key `a` is there already, on line 1"),
      ("a: {b: 1, b: 2}", "1:11", "the key `b` is there already, on line 1"),
      ("a: &x 1", "1:4", "anchors and aliases are not supported; a text needs quotes"),
      ("a: *x", "1:4", "anchors and aliases are not supported; a text needs quotes"),
      ("a: !!str 1", "1:4", "tags are not supported; a text needs quotes"),
      ("a:\n  <<: {b: 1}", "2:3", "merge keys are not supported"),
      ("a:\n\t- b", "2:2", "lines are indented with spaces, not with tabs"),
      ("a: 1\n---\nb: 2", "2:1", "only one document is allowed"),
      ("a: b: c", "1:5", "a colon and a space inside a text: put it in quotes"),
      ("a: 1\n  b: 2", "2:3", "this is indented more than what stands above it"),
      ("a:\n    b: 1\n  c: 2", "3:3", "this is indented more than what stands above it"),
      ("  a: 1\nb: 2", "2:1", "this is indented less than what it belongs to"),
      ("a: one\n  two", "2:3", "a text that goes on over several lines begins with `|` or `>`"),
      ("a: 'open", "1:4", "the quotes are not closed on the same line"),
      ("a: \"\\x41\"", "1:5", "no escape that JSON knows"),
      ("a: \"\\ud800\"", "1:5", "the escape is no character"),
      ("a: [1, 2", "1:9", "a comma or `]` is expected"),
      ("a: [1 2]\nb: [x}", "2:6", "a comma or `]` is expected"),
      ("a: 'x' y", "1:8", "the line should end here"),
      ("a: 012", "1:4", "`012` reads differently in YAML's dialects: put it in quotes"),
      ("a: True", "1:4", "`True` reads differently in YAML's dialects: put it in quotes"),
      ("a: |2\n  b", "1:5", "only `-` may follow `|` or `>`"),
      ("a: >\n  b\n    c", "3:5", "lines of a `>` block are indented alike; use `|`"),
      ("é: 1\nö: ü: 2", "2:5", "a colon and a space inside a text: put it in quotes"),
      ("a: 1\n- b", "2:1", "a list does not fit here: a key is expected"),
      ("a: - b", "1:4", "a list begins on a line of its own"),
      ("a: @b", "1:4", "a text may not begin with `@`: put it in quotes"),
      ("a: b\u{7}", "1:5", "control characters are not allowed"),
    ]
  )
  func refuses(text: String, place: String, message: String) throws {
    let error = #expect(throws: YAMLError.self) { try YAMLReader.read(text) }
    #expect(error?.mark.description == place)
    #expect(error?.message == message)
  }

  @Test("refuses what is too large")
  func size() {
    #expect(throws: YAMLError(mark: .start, message: "the document is larger than 1 MiB")) {
      try YAMLReader.read("a: " + String(repeating: "x", count: YAMLReader.maximumSize))
    }
  }

  @Test("refuses what is nested without end")
  func depth() {
    #expect(throws: YAMLError.self) { try YAMLReader.read(String(repeating: "[", count: 100_000)) }
    #expect(throws: YAMLError.self) { try YAMLReader.read(String(repeating: "- ", count: 40_000)) }
  }

  @Test("never crashes on damaged documents", arguments: 0..<8)
  func damage(seed: UInt64) {
    let document = Array("a:\n  - {b: [1, 'x'], c: \"\\u00e9\"}\n  - |\n    text\nd: >-\n  e\n# f\ng: -1.5\n".utf8)
    var random = SplitMix(seed: seed)
    for _ in 0..<2_000 {
      var bytes = document
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: index)
        default: bytes.insert(Array(" \n:-[]{}'\"|>#,\t&".utf8).randomElement(using: &random) ?? 0, at: index)
        }
      }
      do {
        _ = try YAMLReader.read(bytes)
      } catch {
        #expect(error.mark.line >= 1 && error.mark.column >= 1 && !error.message.isEmpty)
      }
    }
  }
}
