import ReleaseRecords
import Testing

@Suite("The JSON reader")
struct JSONParserTests {
  static let texts: [(String, JSONValue)] = [
    ("null", .null), (" true ", true), ("false", false), ("0", 0), ("-0", 0), ("1.50", 1.5), ("-12e-1", -1.2),
    ("9007199254740991", 9_007_199_254_740_991), ("1e22", 1e22), ("1e23", 1e23),
    ("9007199254740992", 9_007_199_254_740_992), ("100000000000000000000", 1e20), ("1000000000000000000000", 1e21),
    ("-12" + String(repeating: "0", count: 300), -1.2e301), ("0e99999", 0), ("1e00000000001", 10),
    ("123456789012345678.5", 123_456_789_012_345_678.5),
    ("2.2250738585072011e-308", .number(Double(sign: .plus, exponent: -1022, significand: 1).nextDown)),
    (#""a\"\\\/\b\f\n\r\t\u00e9\uD83D\ude02z""#, "a\"\\/\u{8}\u{c}\n\r\té😂z"), (#""é😀""#, "é😀"),
    ("\"\u{7f}\"", "\u{7f}"),
    ("[]", []), ("{}", [:]), ("[1, [2],\t{\"a\" :\r\n\"b\"}]", [1, [2], ["a": "b"]]),
    (#"{"a":1,"A":2,"é":3,"e\u0301":4}"#, ["a": 1, "A": 2, "é": 3, "e\u{301}": 4]),
  ]

  @Test(arguments: texts)
  func reads(_ text: String, _ value: JSONValue) throws {
    #expect(try JSONValue(parsing: text) == value)
  }

  static let mistakes: [(String, String)] = [
    ("", "line 1, column 1 (byte 0): found the end of the text, expected a value"),
    ("\u{feff}{}", "line 1, column 1 (byte 0): found a byte order mark, expected JSON without one"),
    ("{} x", #"line 1, column 4 (byte 3): found "x", expected the end of the text"#),
    ("nul", #"line 1, column 1 (byte 0): found "n", expected a value"#),
    ("[1,]", #"line 1, column 4 (byte 3): found "]", expected a value"#),
    ("[1 2]", #"line 1, column 4 (byte 3): found "2", expected a comma or the end of the array"#),
    ("{\"é\":1,\n a:2}", #"line 2, column 2 (byte 10): found "a", expected a member's name in double quotes"#),
    (#"{"a":1,}"#, #"line 1, column 8 (byte 7): found "}", expected a member's name in double quotes"#),
    (#"{"a" 1}"#, #"line 1, column 6 (byte 5): found "1", expected a colon after the member's name"#),
    (#"{"a":1;"b":2}"#, #"line 1, column 7 (byte 6): found ";", expected a comma or the end of the object"#),
    (
      #"{"gate":1,"x":2,"gate":3}"#,
      #"line 1, column 17 (byte 16): found the name "gate" for the second time, expected each name once in an object"#
    ),
    (
      #"{"a":1,"\u0061":2}"#,
      #"line 1, column 8 (byte 7): found the name "a" for the second time, expected each name once in an object"#
    ),
    (#"{"a":’}"#, #"line 1, column 6 (byte 5): found "’", expected a value"#),
    ("01", "line 1, column 1 (byte 0): found a number that begins with 0, expected no leading zeros"),
    ("-", "line 1, column 2 (byte 1): found the end of the text, expected a digit"),
    ("1.", "line 1, column 3 (byte 2): found the end of the text, expected a digit after the decimal point"),
    ("1e+", "line 1, column 4 (byte 3): found the end of the text, expected a digit of the exponent"),
    ("NaN", #"line 1, column 1 (byte 0): found "N", expected a value"#),
    (
      "[1e309]",
      #"line 1, column 2 (byte 1): found the number "1e309", expected one that a double can carry: 0, or ±5e-324 to ±1.8e308"#
    ),
    (
      "1e-400",
      #"line 1, column 1 (byte 0): found the number "1e-400", expected one that a double can carry: 0, or ±5e-324 to ±1.8e308"#
    ),
    (
      "9007199254740993",
      "line 1, column 1 (byte 0): found the integer 9007199254740993, which a double cannot carry, "
        + "expected an integer within ±9007199254740991, or the digits in a string"
    ),
    (
      "1234567890123456789012",
      "line 1, column 1 (byte 0): found the integer 1234567890123456789012, which a double cannot carry, "
        + "expected an integer within ±9007199254740991, or the digits in a string"
    ),
    (
      "\"abc",
      "line 1, column 5 (byte 4): found the end of the text, "
        + "expected the closing quote of the string that begins at byte 0"
    ),
    (
      "\"a\nb\"",
      "line 1, column 3 (byte 2): found the control character 0x0A in a string, "
        + #"expected it escaped, as in \n, or the end of the string"#
    ),
    (
      #""\x""#,
      #"line 1, column 2 (byte 1): found a backslash that begins no escape, expected one of \" \\ \/ \b \f \n \r \t \uXXXX"#
    ),
    (
      #""\u12g4""#,
      #"line 1, column 2 (byte 1): found an incomplete \u escape, expected four hexadecimal digits after \u"#
    ),
    (
      #""a\u0000""#,
      #"line 1, column 3 (byte 2): found \u0000, expected text without NUL, which PostgreSQL cannot keep"#
    ),
    (
      #""\ud800x""#,
      "line 1, column 2 (byte 1): found half of a surrogate pair, expected both halves, the high one first"
    ),
    (
      #""\udc00\ud800""#,
      "line 1, column 2 (byte 1): found half of a surrogate pair, expected both halves, the high one first"
    ),
    (
      #""a\uFDD0""#,
      "line 1, column 2 (byte 1): found the noncharacter U+FDD0 in a string, "
        + "expected characters that Unicode assigns a meaning"
    ),
  ]

  @Test(arguments: mistakes)
  func refuses(_ text: String, because message: String) throws {
    let error = try #require(throws: JSONError.self) { try JSONValue(parsing: text) }
    #expect(error.description == message)
  }

  @Test(
    arguments: [
      ([0x22, 0x61, 0xFF, 0x22], 2, "0xFF"), ([0x22, 0xC3, 0x22], 1, "0xC3"), ([0x22, 0xC0, 0x80, 0x22], 1, "0xC0"),
      ([0x22, 0xC3, 0xA9, 0xED, 0xA0, 0x80, 0x22], 3, "0xED"), ([0x22, 0x5C, 0x6E, 0xE2, 0x82, 0x22], 3, "0xE2"),
      ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1, "0xF4"),
    ] as [([UInt8], Int, String)]
  )
  func refusesWhatIsNotUTF8(_ bytes: [UInt8], at offset: Int, byte: String) throws {
    let error = try #require(throws: JSONError.self) { try JSONValue(parsing: bytes) }
    #expect(error.offset == offset)
    #expect(error.found == "the byte \(byte), which is not UTF-8 here")
  }

  @Test func limitsTheDepth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(throws: Never.self) { try JSONValue(parsing: nested(32)) }
    let error = try #require(throws: JSONError.self) { try JSONValue(parsing: nested(33)) }
    #expect(error.description == "line 1, column 33 (byte 32): found level 33 of nesting, expected at most 32 levels")
    #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "[", count: 100_000)) }
  }

  @Test func limitsTheSize() throws {
    let limits = JSONLimits(depth: 4, sizeBytes: 10)
    #expect(try JSONValue(parsing: "\"12345678\"", limits: limits) == "12345678")
    let error = try #require(throws: JSONError.self) { try JSONValue(parsing: "\"123456789\"", limits: limits) }
    #expect(error.description == "line 1, column 11 (byte 10): found a text of 11 bytes, expected at most 10 bytes")
  }

  @Test func findsTheSecondOfManyNames() throws {
    let members = (0..<5_000).map { "\"n\($0)\":\($0)" }
    #expect(try JSONValue(parsing: "{" + members.joined(separator: ",") + "}").object?.count == 5_000)
    let error = try #require(throws: JSONError.self) {
      try JSONValue(parsing: "{" + members.joined(separator: ",") + ",\"n4321\":0}")
    }
    #expect(error.found == #"the name "n4321" for the second time"#)
  }

  @Test func garbageIsRefusedOrReadsBack() throws {
    var generator = SplitMix(seed: 20_261_121)
    let seeds = [
      #"{"kind":"gate","data":{"gate":"lint","measurements":[{"name":"é😀","value":-1.5e3}]},"n":null,"t":[true,false]}"#,
      #"["\ud83d\ude00\n\\",0.1,1e21,-0,{"":{"":[]}}]"#,
    ].map { Array($0.utf8) }
    var accepted = 0
    for round in 0..<60_000 {
      var bytes = seeds[round % seeds.count]
      switch generator.next() % 4 {
      case 0: bytes = (0..<Int(generator.next() % 40)).map { _ in UInt8.random(in: 0...255, using: &generator) }
      case 1: bytes.removeLast(Int.random(in: 0...bytes.count, using: &generator))
      case 2:
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      default:
        let alphabet = Array(#"{}[]",:\u0d8e+-.12tn "#.utf8)
        bytes = (0..<Int(generator.next() % 24)).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
      }
      guard let value = try? JSONValue(parsing: bytes) else { continue }
      accepted += 1
      let canonical = CanonicalJSON.bytes(value)
      #expect(try JSONValue(parsing: canonical) == value)
      #expect(try CanonicalJSON.bytes(JSONValue(parsing: canonical)) == canonical)
    }
    #expect(accepted > 1_000)
  }
}
