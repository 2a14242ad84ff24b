import ReleaseRecords
import Testing

@Suite("A field's value from text")
struct FieldTypeTests {
  static let cases: [(FieldType, String, JSONValue)] = [
    (.word, "true", "true"), (.version, "1.2.3", "1.2.3"), (.oneOf(["a"]), "b", "b"), (.word, "", ""),
    (.boolean, "true", true), (.boolean, "yes", "yes"), (.count, "12", 12), (.count, "1e3", 1000), (.count, "", ""),
    (.anyNumber, "-0.5", -0.5), (.anyNumber, "12 ms", "12 ms"), (.anyNumber, "\"12\"", "\"12\""),
    (.list(.word), "a", ["a"]), (.list(.word), "a; b ;c,d", ["a", "b", "c,d"]), (.list(.word), "a;;b", ["a", "", "b"]),
    (.list(.word), #"["a,b"]"#, ["a,b"]), (.list(.person), "[ines", ["[ines"]), (.list(.count), "1;x", [1, "x"]),
    (.list(.object([])), #"[{"a":1}]"#, [["a": 1]]), (.list(.object([])), "a", "a"),
    (.object([]), #"{"a":1}"#, ["a": 1]),
    (.object([]), "[1]", "[1]"),
  ]

  @Test(arguments: cases)
  func isRead(_ type: FieldType, _ text: String, _ value: JSONValue) {
    #expect(type.value(from: text) == value)
  }
}
