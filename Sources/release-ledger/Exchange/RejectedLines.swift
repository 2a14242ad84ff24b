internal import ReleaseRecords

/// A file of lines that were not taken, with what is wrong with them.
final class RejectedLines {
  private(set) var count = 0
  private let file: NewFile
  private var buffer: [UInt8] = []

  /// - Parameter source: where the lines are read from.
  init(_ path: String, from source: String) throws {
    guard !Files.areSame(path, source) else {
      throw Failure("\(path) is the file with the lines: those set aside need another one", code: .usage)
    }
    file = try NewFile(path)
  }

  func add(_ line: ArraySlice<UInt8>, _ number: Int, _ error: RecordError) throws {
    count += 1
    let problems = error.problems.map { JSONValue.string($0.description) }
    let rejected = CanonicalJSON.string([
      "line": .number(Double(number)), "problems": .array(problems),
      "rejected": .string(String(decoding: line, as: UTF8.self)),
    ])
    buffer += (rejected + "\n").utf8
    if buffer.count > 64 * 1024 { try flush() }
  }

  func finish() throws {
    try flush()
    try file.finish()
  }

  private func flush() throws {
    try file.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
