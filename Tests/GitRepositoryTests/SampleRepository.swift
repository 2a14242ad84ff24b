import ChildProcess
import Foundation

/// A repository made for one test, and removed after it.
final class SampleRepository {
  let folder: URL
  var path: String { folder.appending(path: "repository").path }

  init(isBare: Bool = false) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "git-repository-tests-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Self.run(["init", "--quiet", "--initial-branch=main"] + (isBare ? ["--bare"] : []) + [path], in: folder.path)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  @discardableResult
  func git(_ arguments: String...) throws -> String {
    try Self.run(arguments, in: path)
  }

  /// An empty commit at so many seconds after 1970-01-01T00:00:00Z plus a billion.
  @discardableResult
  func commit(_ message: String, at seconds: Int, options: [String] = []) throws -> String {
    let time = "\(1_000_000_000 + seconds) +0530"
    let arguments = ["commit", "--quiet", "--allow-empty", "--message", message] + options
    try Self.run(arguments, in: path, time: time)
    return try git("rev-parse", "HEAD")
  }

  @discardableResult
  static func run(_ arguments: [String], in folder: String, time: String = "1000000000 +0000") throws -> String {
    var environment = Command.inherited(["PATH"])
    environment["HOME"] = folder
    environment["GIT_CONFIG_NOSYSTEM"] = "1"
    environment["GIT_CONFIG_GLOBAL"] = "/dev/null"
    for role in ["AUTHOR", "COMMITTER"] {
      environment["GIT_\(role)_NAME"] = "Ada Łovelace"
      environment["GIT_\(role)_EMAIL"] = "ada@example.org"
      environment["GIT_\(role)_DATE"] = time
    }
    let result = try Command("git", arguments, environment: environment, directory: folder).run()
    guard result.succeeded else { throw Failure(message: "git \(arguments): \(result.errorText)") }
    return String(decoding: result.output, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  struct Failure: Error {
    let message: String
  }
}
