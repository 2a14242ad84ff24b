internal import Crypto
internal import FoundationEssentials
internal import Glibc
internal import ReleaseRecords
public import TransparencyLog

/// What this machine remembers of logs outside their databases: for each the size and root that it saw last.
///
/// A file a log, named by the digest of the log's name, with the text of a checkpoint (C2SP tlog-checkpoint).
public struct HeadMemory: Sendable {
  let folder: String

  /// - Parameter folder: made when something is first remembered.
  public init(folder: String) {
    self.folder = folder
  }

  /// How far this machine knows a log, and its root then; `nil` where it never saw the log.
  /// - Throws: ``LedgerError/file(path:_:)`` for what is there and cannot be read.
  public func remembered(origin: String) throws -> Checkpoint? {
    let path = path(origin)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do {
      let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
      return try Checkpoint(noteText: text)
    } catch {
      throw LedgerError.file(
        path: path,
        "\(error); it says how far this machine knows the log: remove it only if you know why"
      )
    }
  }

  /// Remembers a head, unless a later one is remembered already.
  func remember(_ head: Head) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      // Others on this machine remember too, and must not be overwritten with what is older.
      let lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard lock >= 0 else { throw LedgerError.file(path: folder, String(cString: strerror(errno))) }
      defer { close(lock) }
      flock(lock, LOCK_EX)
      if let seen = try remembered(origin: head.origin), seen.size >= head.size { return }
      let text = try Checkpoint(origin: head.origin, size: Int(head.size), root: try head.root).noteText
      try Data(text.utf8).write(to: URL(filePath: path(head.origin)), options: .atomic)
    } catch let error as CocoaError {
      let reason = (error.underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) }
      throw LedgerError.file(path: folder, "the log's head cannot be kept there: \(reason ?? "\(error)")")
    }
  }

  private func path(_ origin: String) -> String {
    "\(folder)/\(SHA256.hash(data: Array(origin.utf8)).prefix(16).hexadecimal)"
  }
}
