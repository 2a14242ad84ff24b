internal import Glibc

/// A file that is written piece by piece, and is there when all of it is: what was there under its name stays until then.
///
/// A device, a pipe or a link is written to at once, and stays what it is.
final class NewFile {
  private let path: String
  /// The name that it has until it is finished; nil where it is written in place.
  private var temporary: String?
  private let file: Int32

  init(_ path: String, mode: mode_t = 0o666) throws {
    var status = stat()
    let isInPlace = lstat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    self.path = path
    temporary = isInPlace ? nil : "\(path).\(getpid()).tmp"
    file = open(temporary ?? path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard file >= 0 else {
      temporary = nil
      throw Files.failure(path)
    }
  }

  deinit {
    close(file)
    if let temporary { unlink(temporary) }
  }

  func write(_ bytes: some Collection<UInt8>) throws {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Files.failure(path) }
      rest.removeFirst(count)
    }
  }

  /// Makes it durable, and gives it its name.
  func finish() throws {
    // What cannot be synchronised, such as a pipe, says so.
    guard fsync(file) == 0 || errno == EINVAL else { throw Files.failure(path) }
    guard let temporary else { return }
    guard rename(temporary, path) == 0 else { throw Files.failure(path) }
    self.temporary = nil
  }
}
