internal import Glibc

/// A file that can be read more than once: one that is there, or a copy of standard input that goes with this value.
final class TemporaryFile {
  let path: String
  /// The copy, which has no name any more: however this program ends, nothing stays behind.
  private let copy: Int32?

  init(keeping path: String) {
    self.path = path
    copy = nil
  }

  private init(copy: Int32) {
    path = "/proc/self/fd/\(copy)"
    self.copy = copy
  }

  deinit {
    if let copy { close(copy) }
  }

  static func standardInput() throws -> TemporaryFile {
    let folder = getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    func failure() -> Failure {
      Failure("\(folder) cannot hold standard input: \(String(cString: strerror(errno)))", code: .notWritten)
    }
    var template = Array("\(folder)/release-ledger-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw failure() }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    unlink(template)
    let copy = TemporaryFile(copy: file)
    let input = try ByteReader("-")
    while let chunk = try input.next() {
      let written = chunk.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard written == chunk.count else { throw failure() }
    }
    return copy
  }
}
