import Foundation
import Testing

/// What an auditor was handed: a proof, a record and a key.
struct Auditor: Sendable {
  static let isPresent = ["python3", "openssl"].allSatisfy { program in
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }

  /// A hash that is none of the log's.
  static let otherHash = Data(repeating: 7, count: 32).base64EncodedString()

  private static let program = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "docs/examples/check_inclusion.py").path

  /// The proof's lines, and what stands after the last one.
  var lines: [String]
  var end = "\n"
  var leaf: String
  var key: String
  let otherKey: String

  /// The proof of record 2 of a log of seven.
  init(_ tool: Tool) async throws {
    let keys = [
      try await tool.run("key", "generate"),
      try await tool.run("key", "generate", "--key", tool.folder + "/other.key"),
    ]
    for key in keys { try #require(key.status == 0, "\(key.errors)") }
    for gate in 0..<7 {
      let gate = ["--service", "shop", "--version", "1.0.0", "--gate", "gate-\(gate)", "--outcome", "passed"]
      let recorded = try await tool.run(["record", "gate"] + gate)
      try #require(recorded.status == 0, "\(recorded.errors)")
    }
    let proof = try await tool.run("audit", "prove", "2")
    try #require(proof.status == 0, "\(proof.errors)")
    lines = proof.output.dropLast().components(separatedBy: "\n")
    try #require(lines.count == 11, "\(proof.output)")
    leaf = try await tool.run("show", "record", "2", "--leaf").output
    key = keys[0].output
    otherKey = keys[1].output
  }

  /// Puts another signature in place of the log's, under the name and, if told so, the number of its key.
  mutating func replaceSignature(keepingKey isKept: Bool) {
    let words = lines[10].components(separatedBy: " ")
    let number = isKept ? Data(base64Encoded: words[2])?.prefix(4) ?? Data() : Data(count: 4)
    lines[10] = "\(words[0]) \(words[1]) \((number + Data(count: 64)).base64EncodedString())"
  }

  /// Runs the example, as the auditor's guide shows it.
  func check(_ tool: Tool) async throws -> Tool.Result {
    let files = [
      try tool.file("proof", lines.joined(separator: "\n") + end), try tool.file("leaf", leaf),
      try tool.file("key", key),
    ]
    let words = ([Self.program] + files).map { "'\($0)'" }.joined(separator: " ")
    return try await tool.shell("cd '\(tool.folder)' && python3 \(words)")
  }
}
