import ChildProcess
import Foundation
import Glibc
import PostgresTestServer
import Testing

/// The built program, run as its users run it: as a process, with an environment of the test's own.
struct Tool: Sendable {
  struct Result: Sendable {
    let status: Int32
    let output: String
    let errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// A folder for what the program and the test keep, gone with the test process.
  let folder: String
  var environment: [String: String]

  init() throws {
    folder = try TestServer.newFolder()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    chmod(folder, 0o755)
    environment = Command.inherited(["PATH"])
    environment["HOME"] = folder + "/home"
    environment["XDG_STATE_HOME"] = folder + "/state"
    environment["XDG_CONFIG_HOME"] = folder + "/config"
  }

  /// A tool with a ledger in a database of its own.
  static func withLedger(_ body: (Tool) async throws -> Void) async throws {
    try await TestServer.shared().withDatabase { url in
      var tool = try Tool()
      tool.environment["RELEASE_LEDGER_DATABASE_URL"] = url
      let made = try await tool.run("database", "migrate", "--origin", "ledger.example.com/test")
      try #require(made.status == 0, "\(made.errors)")
      try await body(tool)
    }
  }

  var databaseURL: String { environment["RELEASE_LEDGER_DATABASE_URL"] ?? "" }

  /// The database's name.
  var database: String {
    String(databaseURL.split(separator: "?").first?.split(separator: "/").last ?? "")
  }

  func with(_ changes: [String: String?]) -> Tool {
    var tool = self
    for (name, value) in changes { tool.environment[name] = value }
    return tool
  }

  var program: String { Self.program }

  private static let program: String = {
    let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex) + "/release-ledger"
  }()

  @discardableResult
  func run(_ arguments: String..., input: String? = nil) async throws -> Result {
    try await run(arguments, input: input)
  }

  func run(_ arguments: [String], input: String? = nil) async throws -> Result {
    let process = try start(arguments, input: input)
    return try await process.end()
  }

  /// Starts the program, to be killed or read from while it runs.
  func start(_ arguments: [String], input: String? = nil) throws -> Running {
    let running = Running(base: folder + "/run-" + UUID().uuidString.prefix(8))
    var inputFile: Int32?
    if let input {
      try Data(input.utf8).write(to: URL(filePath: running.base + ".in"))
      inputFile = open(running.base + ".in", O_RDONLY | O_CLOEXEC)
    }
    let output = open(running.base + ".out", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    let errors = open(running.base + ".err", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    defer { for file in [inputFile, output, errors] { if let file { close(file) } } }
    let process = try Command(Self.program, arguments, environment: environment, directory: folder)
      .spawn(input: inputFile, output: output, errorOutput: errors)
    return running.with(process)
  }

  /// Runs a line of shell in the tool's environment.
  func shell(_ command: String) async throws -> Result {
    let environment = environment
    let result = try await offPool { try Command("sh", ["-c", command], environment: environment).run() }
    return Result(
      status: result.status,
      output: String(decoding: result.output, as: UTF8.self),
      errors: result.errorText
    )
  }

  func file(_ name: String, _ text: String) throws -> String {
    let path = folder + "/" + name
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  /// The number of records in the ledger.
  func size() async throws -> Int {
    let text = try await TestServer.shared().run(sql: "select size from ledger.head", database: database)
    return try #require(Int(text))
  }

  func sql(_ statement: String) async throws -> String {
    try await TestServer.shared().run(sql: statement, database: database)
  }
}

/// A program under way.
struct Running: Sendable {
  let base: String
  private(set) var process: Int32 = 0

  init(base: String) { self.base = base }

  func with(_ process: Int32) -> Running {
    var running = self
    running.process = process
    return running
  }

  var output: String { (try? String(contentsOfFile: base + ".out", encoding: .utf8)) ?? "" }

  func signal(_ number: Int32) { kill(process, number) }

  func end() async throws -> Tool.Result {
    let process = process
    let status = try await offPool { waitForEnd(of: process) }
    let errors = try String(decoding: Data(contentsOf: URL(filePath: base + ".err")), as: UTF8.self)
    let output = try String(decoding: Data(contentsOf: URL(filePath: base + ".out")), as: UTF8.self)
    return Tool.Result(status: status, output: output, errors: errors)
  }
}
