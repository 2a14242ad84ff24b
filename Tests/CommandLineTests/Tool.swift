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

  private static let program = BuiltProgram.path("release-ledger")

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
    guard let input else { return try start(arguments, reading: nil) }
    let file = open(try self.file("in-" + UUID().uuidString, input), O_RDONLY | O_CLOEXEC)
    defer { close(file) }
    return try start(arguments, reading: file)
  }

  /// Starts the program on a standard input that lasts until the feed is closed.
  func startFed(_ arguments: [String]) throws -> (Running, Feed) {
    let feed = try Feed()
    defer { feed.closeReader() }
    return (try start(arguments, reading: feed.reader), feed)
  }

  private func start(_ arguments: [String], reading inputFile: Int32?) throws -> Running {
    let running = Running(base: folder + "/run-" + UUID().uuidString.prefix(8))
    let output = open(running.base + ".out", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    let errors = open(running.base + ".err", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    defer { for file in [output, errors] { close(file) } }
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

/// Standard input that a test gives bit by bit.
struct Feed: Sendable {
  let reader: Int32
  private let writer: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    // Unlike a pipe, a socket can be written to without a signal when the reader is gone.
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
    (reader, writer) = (ends[0], ends[1])
  }

  /// Returns when all was taken, but for what the system holds between the two, or when nobody reads any more.
  func write(_ text: String) async throws {
    let writer = writer
    try await offPool {
      var bytes = Array(text.utf8)[...]
      while !bytes.isEmpty {
        let count = bytes.withUnsafeBytes { send(writer, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard count > 0 else { return }
        bytes.removeFirst(count)
      }
    }
  }

  func closeReader() { _ = Glibc.close(reader) }

  func close() { _ = Glibc.close(writer) }
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
  var errors: String { (try? String(contentsOfFile: base + ".err", encoding: .utf8)) ?? "" }

  /// Waits until it has written something; false where it has not within two minutes.
  func hasWritten(_ text: String) async throws -> Bool {
    for _ in 0..<6000 {
      if output.contains(text) || errors.contains(text) { return true }
      try await Task.sleep(for: .milliseconds(20))
    }
    return false
  }

  func signal(_ number: Int32) { kill(process, number) }

  /// Whether it has a file of this folder open that has no name any more.
  func hasNamelessFile(in folder: String) -> Bool {
    let descriptors = "/proc/\(process)/fd"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: descriptors)) ?? []
    return names.contains { name in
      let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: descriptors + "/" + name)) ?? ""
      return path.hasPrefix(folder) && path.hasSuffix(" (deleted)")
    }
  }

  func end() async throws -> Tool.Result {
    let process = process
    let status = try await offPool { waitForEnd(of: process) }
    let errors = try String(decoding: Data(contentsOf: URL(filePath: base + ".err")), as: UTF8.self)
    let output = try String(decoding: Data(contentsOf: URL(filePath: base + ".out")), as: UTF8.self)
    return Tool.Result(status: status, output: output, errors: errors)
  }
}
