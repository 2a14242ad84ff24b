internal import Glibc

/// Reads a file piece by piece.
final class ByteReader {
  /// What the file is called in messages.
  let name: String

  private let file: Int32
  private var chunk = [UInt8](repeating: 0, count: 256 * 1024)

  /// - Parameter path: `-` is standard input.
  init(_ path: String) throws {
    name = path == "-" ? "standard input" : path
    file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Failure("\(name): \(String(cString: strerror(errno)))", code: .badData) }
  }

  deinit {
    if file != STDIN_FILENO { close(file) }
  }

  /// The next bytes, at most 256 KiB; nil at the end of the file.
  func next() throws -> ArraySlice<UInt8>? {
    while true {
      let count = read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Failure("\(name): \(String(cString: strerror(errno)))", code: .badData) }
      return count == 0 ? nil : chunk[..<count]
    }
  }
}
