import Evidence
import Testing

@Suite("CSV")
struct CSVParserTests {
  @Test(
    "is read as RFC 4180 defines it, in pieces of whatever size",
    arguments: [
      ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
      ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
      ("a,b\r\n,\r\n", [["a", "b"], ["", ""]]),
      ("\"a\",\"b,c\"\r\n\"d\r\ne\",\"f \"\"g\"\" \"\n", [["a", "b,c"], ["d\r\ne", "f \"g\" "]]),
      ("\u{FEFF}a\r\n\r\n\nb\n", [["a"], ["b"]]),
      ("a\n\"\"\n", [["a"], [""]]),
      ("\"\"\"\"\n", [["\""]]),
      ("a, b ,\"\",\n", [["a", " b ", "", ""]]),
      ("\u{FB01}\n", [["\u{FB01}"]]),
      ("é,😀\n", [["é", "😀"]]),
      ("", []),
      ("\n", []),
      ("a,", [["a", ""]]),
    ] as [(String, [[String]])]
  )
  func rows(text: String, rows: [[String]]) throws {
    for pieceSize in [1, 2, 3, 1000] {
      #expect(try read(text, pieceSize: pieceSize).map { $0.map(\.text) } == rows)
    }
  }

  @Test("says where each field begins")
  func positions() throws {
    let rows = try read("a,b\r\n\"x\ny\",é\n\n\"1\",\r\n", pieceSize: 5)
    #expect(
      rows.map { $0.map { [$0.line, $0.column] } } == [[[1, 1], [1, 3]], [[2, 1], [3, 4]], [[5, 1], [5, 5]]]
    )
  }

  @Test(
    "that is none is refused, with the place",
    arguments: [
      ("a\n\"b", 2, 1, "the quote that opens here is never closed"),
      ("é,b\"c", 1, 4, "a quote inside a field that is not in quotes: put the field in quotes and double this one"),
      ("a,\"b\"c", 1, 6, "after the closing quote, only a comma or the end of the line may follow"),
      ("a\rb", 1, 3, "a carriage return without a line feed: put the field in quotes"),
      ("a\r", 1, 2, "a carriage return without a line feed: put the field in quotes"),
      ("a,b\nc", 2, 1, "the row has 1 fields, and the first row has 2"),
      ("a,b\nc,d,e\n", 2, 5, "the row has 3 fields, and the first row has 2"),
      ("a\nb\0\n", 2, 1, "the field contains the character NUL"),
    ]
  )
  func refused(text: String, line: Int, column: Int, reason: String) {
    #expect(throws: CSVError(line: line, column: column, reason: reason)) { try read(text, pieceSize: 2) }
  }

  @Test(
    "has to be UTF-8",
    arguments: [[0xFF], [0x61, 0x2C, 0xC3], [0xEF], [0xEF, 0xBB], [0xED, 0xA0, 0x80]] as [[UInt8]]
  )
  func encoding(bytes: [UInt8]) {
    let error = #expect(throws: CSVError.self) { try read(bytes, pieceSize: 1) }
    #expect(error?.reason == "the field is not valid UTF-8")
  }

  @Test("has rows of at most 1 MiB")
  func limit() throws {
    let full = String(repeating: "x", count: CSVParser.rowLimitBytes - 1)
    #expect(try read("\"a\"\n\(full)\n", pieceSize: 65_536).last?.first?.text == full)
    let error = #expect(throws: CSVError.self) {
      try read("a\n\"" + String(repeating: "y\n", count: CSVParser.rowLimitBytes), pieceSize: 65_536)
    }
    #expect(error?.line == 2)
    #expect(error?.reason.contains("longer than 1048576 bytes") == true)
  }

  @Test("comes back as it was written", arguments: 0..<50)
  func roundTrip(seed: UInt64) throws {
    var generator = Generator(state: seed)
    let characters: [Character] = ["a", "é", ",", "\"", "\r", "\n", "\r\n", " ", "=", "\t", "😀", "\u{FEFF}"]
    let width = Int.random(in: 1...4, using: &generator)
    let rows = (0..<20).map { _ in
      (0..<width).map { _ in
        String((0..<Int.random(in: 0...5, using: &generator)).map { _ in characters.randomElement(using: &generator)! })
      }
    }
    var writer = CSVWriter(form: .raw)
    for row in rows { writer.append(row) }
    #expect(
      try read(writer.bytes, pieceSize: 7).map { $0.map { Array($0.text.utf8) } }
        == rows.map { $0.map { Array($0.utf8) } }
    )
  }

  @Test(
    "for a spreadsheet holds no formula",
    arguments: [
      ("=1+1", "'=1+1"), ("+1+1", "'+1+1"), ("-2+3", "'-2+3"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
      ("\r=1", "\"'\r=1\""), ("＝1", "'＝1"), ("-12.5", "-12.5"), ("+3", "+3"), ("-", "'-"), ("-1.2.3", "'-1.2.3"),
      ("1-1", "1-1"), ("a=b", "a=b"), ("", "\"\""), ("=a,\"b\"", "\"'=a,\"\"b\"\"\""), ("-é", "'-é"),
    ]
  )
  func formulas(value: String, written: String) {
    var spreadsheet = CSVWriter(form: .spreadsheet)
    spreadsheet.append([value])
    #expect(spreadsheet.text == written + "\r\n")
  }

  @Test("in its raw form keeps formulas as they are")
  func raw() {
    var writer = CSVWriter(form: .raw)
    writer.append(["=1+1", "", "a b", " a"])
    #expect(writer.text == "=1+1,,a b,\" a\"\r\n")
  }

  private func read(_ text: String, pieceSize: Int) throws -> [[CSVField]] {
    try read(Array(text.utf8), pieceSize: pieceSize)
  }

  private func read(_ bytes: [UInt8], pieceSize: Int) throws -> [[CSVField]] {
    var parser = CSVParser()
    var rows: [[CSVField]] = []
    for start in stride(from: 0, to: bytes.count, by: pieceSize) {
      try bytes[start..<min(start + pieceSize, bytes.count)].withUnsafeBytes { piece in
        try parser.consume(piece) { rows.append($0) }
      }
    }
    try parser.finish { rows.append($0) }
    return rows
  }
}

/// SplitMix64: the same sequence for the same seed.
private struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
