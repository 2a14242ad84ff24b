import ReleaseRecords
import Testing

@Suite("Canonical JSON")
struct CanonicalJSONTests {
  @Test(
    "follows the vectors of RFC 8785's author",
    .enabled(if: Corpus.isPresent, "corpus not present"),
    arguments: ["arrays", "french", "structures", "unicode", "values", "weird"]
  )
  func vector(_ name: String) throws {
    let value = try JSONValue(parsing: try Corpus.bytes("jcs/input/\(name).json"))
    let hex = String(decoding: try Corpus.bytes("jcs/outhex/\(name).txt"), as: UTF8.self)
    let expected = hex.split(whereSeparator: \.isWhitespace).compactMap { UInt8($0, radix: 16) }
    #expect(CanonicalJSON.bytes(value) == expected)
    #expect(try JSONValue(parsing: expected) == value)
  }

  /// RFC 8785, appendix B, and the limits between the forms.
  static let numbers: [(UInt64, String)] = [
    (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"),
    (0x0000_0000_0000_0001, "5e-324"), (0x8000_0000_0000_0001, "-5e-324"),
    (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"), (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
    (0x4340_0000_0000_0000, "9007199254740992"), (0xc340_0000_0000_0000, "-9007199254740992"),
    (0x4430_0000_0000_0000, "295147905179352830000"),
    (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"), (0x44b5_2d02_c7e1_4af6, "1e+23"),
    (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
    (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"), (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
    (0x444b_1ae4_d6e2_ef50, "1e+21"),
    (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"), (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
    (0x41b3_de43_5555_5553, "333333333.3333332"), (0x41b3_de43_5555_5554, "333333333.33333325"),
    (0x41b3_de43_5555_5555, "333333333.3333333"), (0x41b3_de43_5555_5556, "333333333.3333334"),
    (0x41b3_de43_5555_5557, "333333333.33333343"),
    (0xbecb_f647_612f_3696, "-0.0000033333333333333333"), (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
  ]

  @Test(arguments: numbers)
  func writesNumbersAsECMAScriptDoes(bits: UInt64, text: String) {
    #expect(CanonicalJSON.string(.number(Double(bitPattern: bits))) == text)
  }

  @Test func everyNumberReadsBackAsItself() throws {
    var generator = SplitMix(seed: 7)
    for _ in 0..<20_000 {
      let number = Double(bitPattern: generator.next())
      guard number.isFinite else { continue }
      let text = CanonicalJSON.string(.number(number))
      #expect(try JSONValue(parsing: text) == .number(number), "\(text)")
    }
  }

  @Test("knows an object of plain texts by its bytes, and takes none for one that is not canonical")
  func plainObjects() throws {
    func isPlain(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBytes { CanonicalJSON.isPlainObject($0) } }
    for text in [#"{}"#, #"{"":""}"#, #"{"":"","a":"x"}"#, #"{"a":"b, c: {d}","ab":"\#u{7F}","b":""}"#] {
      #expect(isPlain(Array(text.utf8)), "\(text)")
    }
    let pieces = [
      #""""#, #""a""#, #""ab""#, #""b""#, #""é""#, #""\n""#, "\"\n\"", "{", "}", ",", ":", "1", "\"", " ", "\\",
    ]
    var generator = SplitMix(seed: 9)
    var plainCount = 0
    for _ in 0..<200_000 {
      var text = "{"
      for index in 0..<Int.random(in: 0...3, using: &generator) {
        text += (index == 0 ? "" : ",") + pieces[Int.random(in: 0..<6, using: &generator)]
        text += ":" + pieces[Int.random(in: 0..<6, using: &generator)]
      }
      text += "}"
      if Bool.random(using: &generator) {
        let index = text.indices.randomElement(using: &generator)!
        text.replaceSubrange(index...index, with: pieces.randomElement(using: &generator)!)
      }
      guard isPlain(Array(text.utf8)) else { continue }
      plainCount += 1
      #expect(CanonicalJSON.string(try JSONValue(parsing: text)) == text)
    }
    #expect(plainCount > 10_000)
  }

  @Test func ordersNamesByTheirUTF16CodeUnits() {
    let names = [
      "\r", "1", "A", "a", "\u{80}", "ö", "€", "\u{d7ff}", "😀", "\u{10ffff}", "\u{e000}", "\u{fb33}", "\u{fffd}",
    ]
    let object = JSONObject(names.shuffled().map { ($0, JSONValue.null) })
    let written = names.map { CanonicalJSON.string(.string($0)) + ":null" }
    #expect(CanonicalJSON.string(.object(object)) == "{" + written.joined(separator: ",") + "}")
  }

  @Test func escapesOnlyWhatHasToBe() {
    let text = (UInt8(0)...0x7F).map { String(UnicodeScalar($0)) }.joined() + "\u{80}\u{2028}/é"
    let controls = (0...0x1F).map { code in
      [8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r"][code]
        ?? "\\u00" + (code < 16 ? "0" : "") + String(code, radix: 16)
    }
    let rest = text.unicodeScalars.dropFirst(32).map { "\\\"".unicodeScalars.contains($0) ? "\\\($0)" : "\($0)" }
    #expect(CanonicalJSON.string(.string(text)) == "\"" + controls.joined() + rest.joined() + "\"")
  }
}
