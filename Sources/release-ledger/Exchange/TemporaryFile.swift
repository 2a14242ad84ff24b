internal import Glibc

/// A file that can be read more than once: one that is there, or a copy of standard input that goes with this value.
final class TemporaryFile {
  let path: String
  private let isCopy: Bool

  init(keeping path: String) {
    self.path = path
    isCopy = false
  }

  private init(copy path: String) {
    self.path = path
    isCopy = true
  }

  deinit {
    if isCopy { unlink(path) }
  }

  static func standardInput() throws -> TemporaryFile {
    var template = Array("/tmp/release-ledger-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw Failure("/tmp: \(String(cString: strerror(errno)))", code: .badData) }
    defer { close(file) }
    let copy = TemporaryFile(copy: String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    var chunk = [UInt8](repeating: 0, count: 256 * 1024)
    while true {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Failure("standard input: \(String(cString: strerror(errno)))", code: .badData) }
      if count == 0 { return copy }
      guard Glibc.write(file, chunk, count) == count else {
        throw Failure("\(copy.path): \(String(cString: strerror(errno)))", code: .badData)
      }
    }
  }
}
