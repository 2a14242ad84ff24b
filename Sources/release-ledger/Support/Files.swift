internal import Glibc

/// Reads and writes files, with errors that name them.
enum Files {
  /// A file's bytes; `-` is standard input.
  ///
  /// - Parameter limit: how many there may be. A device or a pipe need not have an end.
  static func read(_ path: String, atMost limit: Int = 64 << 20) throws -> [UInt8] {
    let reader = try ByteReader(path)
    var bytes: [UInt8] = []
    while let chunk = try reader.next() {
      guard bytes.count + chunk.count <= limit else {
        throw Failure("\(reader.name): the file has more than \(limit) bytes, the limit; split it", code: .badData)
      }
      bytes += chunk
    }
    return bytes
  }

  /// A file's size in bytes; nil where it has none, such as a pipe.
  static func size(_ path: String) -> Int? {
    var status = stat()
    guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  /// Writes a whole file, or nothing.
  static func write(_ bytes: some Collection<UInt8>, to path: String, mode: mode_t = 0o666) throws {
    let file = try NewFile(path, mode: mode)
    try file.write(bytes)
    try file.finish()
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws {
    guard !path.isEmpty, mkdir(path, 0o777) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/") else { throw failure(path) }
    try makeFolder(String(path[..<slash]))
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw failure(path) }
  }

  /// Whether two names are of one regular file.
  static func areSame(_ one: String, _ other: String) -> Bool {
    var (a, b) = (stat(), stat())
    guard stat(one, &a) == 0, stat(other, &b) == 0, a.st_mode & S_IFMT == S_IFREG else { return false }
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino
  }

  /// Why something could not be written.
  static func failure(_ path: String, _ number: Int32 = errno) -> Failure {
    Failure("\(path): \(String(cString: strerror(number)))", code: .notWritten)
  }
}
