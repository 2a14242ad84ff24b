import Foundation

/// A Python interpreter, where it is present, as another implementation to check against.
enum Python {
  static let hasJSONSchema = (try? run("import jsonschema; jsonschema.Draft202012Validator")) != nil

  /// Runs a program and returns what it prints.
  static func run(_ program: String, input: [UInt8] = []) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files rather than pipes: neither side can then wait for the other.
    let (given, printed) = (folder.appendingPathComponent("in"), folder.appendingPathComponent("out"))
    try Data(input).write(to: given)
    try Data().write(to: printed)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program]
    process.standardInput = try FileHandle(forReadingFrom: given)
    process.standardOutput = try FileHandle(forWritingTo: printed)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return String(decoding: try Data(contentsOf: printed), as: UTF8.self)
  }
}
