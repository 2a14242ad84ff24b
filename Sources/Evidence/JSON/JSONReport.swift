internal import ReleaseRecords

/// A report in JSON, and the errors that its readers throw.
enum JSONReport {
  static func parse(_ bytes: [UInt8]) throws(EvidenceError) -> JSONValue {
    let text = replacingNUL(try TextDecoding.utf8(bytes))
    do {
      return try JSONValue(parsing: text, limits: .document)
    } catch {
      throw EvidenceError(
        kind: .malformed,
        problem: "found \(error.found), expected \(error.expected): the file is not sound JSON; produce it again",
        position: TextPosition(line: error.line, column: error.column)
      )
    }
  }

  private static let escapedNUL = Array(#"\u0000"#.utf8)

  /// Puts U+FFFD for every `\u0000`: the records' JSON has no NUL, but scanners quote what they find in binary files.
  private static func replacingNUL(_ text: [UInt8]) -> [UInt8] {
    var text = text
    var index = 0
    while index < text.count {
      guard text[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      if text[index...].starts(with: escapedNUL) {
        text.replaceSubrange((index + 2)..<(index + 6), with: Array("fffd".utf8))
      }
      index += 2
    }
    return text
  }

  /// The file is JSON, but not what it was said to be.
  static func unsupported(_ problem: String) -> EvidenceError {
    EvidenceError(kind: .unsupported, problem: problem, position: nil)
  }

  /// A member has another shape than the format gives it.
  static func malformed(_ path: String, expected: String) -> EvidenceError {
    EvidenceError(
      kind: .malformed,
      problem: "`\(path)` is not \(expected), as the format asks; produce the file again",
      position: nil
    )
  }
}

extension JSONObject {
  /// The elements of a member; none where it is absent or null.
  func elements(_ name: String, at path: String) throws(EvidenceError) -> [JSONValue] {
    switch self[name] {
    case nil, .null: return []
    case .array(let elements): return elements
    default: throw JSONReport.malformed(path.isEmpty ? name : path + "." + name, expected: "an array")
    }
  }

  /// The elements of a member, each of which has to be an object.
  func objects(_ name: String, at path: String) throws(EvidenceError) -> [JSONObject] {
    var result: [JSONObject] = []
    for (index, element) in try elements(name, at: path).enumerated() {
      guard let object = element.object else {
        throw JSONReport.malformed("\(path.isEmpty ? "" : path + ".")\(name)[\(index)]", expected: "an object")
      }
      result.append(object)
    }
    return result
  }
}
