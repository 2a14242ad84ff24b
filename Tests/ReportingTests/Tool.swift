import Foundation

/// A program of the machine, where it has it.
struct Tool {
  let path: String

  init?(_ name: String) {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    guard let path = folders.map({ "\($0)/\(name)" }).first(where: FileManager.default.isExecutableFile) else {
      return nil
    }
    self.path = path
  }

  /// Runs the program with a text on its standard input; returns its exit code and all it said.
  func run(_ arguments: [String], input: String = "") throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let (inlet, outlet) = (Pipe(), Pipe())
    process.standardInput = inlet
    process.standardOutput = outlet
    process.standardError = outlet
    try process.run()
    // Written aside, so that a program that answers before it has read all does not block.
    let writer = Thread {
      try? inlet.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try? inlet.fileHandleForWriting.close()
    }
    writer.start()
    let output = try outlet.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  static let promtool = Tool("promtool")

  /// Python with its `jsonschema` package.
  static let pythonWithJSONSchema: Tool? = {
    guard let python = Tool("python3"), let result = try? python.run(["-c", "import jsonschema"]), result.code == 0
    else { return nil }
    return python
  }()

  /// Python with the package `compliance-trestle`.
  static let pythonWithTrestle: Tool? = {
    guard let python = Tool("python3"), let result = try? python.run(["-c", "import trestle.oscal"]), result.code == 0
    else { return nil }
    return python
  }()

  /// Validates documents against a schema; the problems, or nothing.
  static func problems(of documents: [String], against schema: URL) throws -> String {
    guard let python = pythonWithJSONSchema else { return "no validator" }
    let program = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      kind = jsonschema.validators.validator_for(schema)
      kind.check_schema(schema)
      validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
      for number, line in enumerate(sys.stdin):
          for error in validator.iter_errors(json.loads(line)):
              print(f"document {number}:", error.json_path, error.message[:300])
      """
    return try python.run(["-c", program, schema.path()], input: documents.joined()).output
  }
}
