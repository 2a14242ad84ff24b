internal import ReleaseRecords

/// Lines that were not taken, with what is wrong with them.
struct RejectedLines {
  private(set) var count = 0
  private var text = ""

  mutating func add(_ line: ArraySlice<UInt8>, _ number: Int, _ error: RecordError) {
    count += 1
    let problems = error.problems.map { JSONValue.string($0.description) }
    text += CanonicalJSON.string([
      "line": .number(Double(number)), "problems": .array(problems),
      "rejected": .string(String(decoding: line, as: UTF8.self)),
    ])
    text += "\n"
  }

  func write(to path: String) throws {
    try Files.write(text.utf8, to: path)
  }
}
