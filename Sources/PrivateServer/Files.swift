internal import Glibc

/// The few things this module does with files.
package enum Files {
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  static func owner(of path: String) -> UInt32? {
    var information = stat()
    return stat(path, &information) == 0 ? information.st_uid : nil
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func size(of path: String) -> Int {
    var information = stat()
    return stat(path, &information) == 0 ? Int(information.st_size) : 0
  }

  /// Whether both paths lead to the same file or folder; `nil` when the first may not be looked at.
  static func areSame(_ first: String, _ second: String) -> Bool? {
    var one = stat()
    var other = stat()
    guard stat(first, &one) == 0 else { return errno == EACCES ? nil : false }
    guard stat(second, &other) == 0 else { return false }
    return one.st_dev == other.st_dev && one.st_ino == other.st_ino
  }

  /// The text from an offset to the end, at most the last `limit` bytes of it; `nil` when it can't be read.
  package static func text(of path: String, from offset: Int = 0, limit: Int = 65_536) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    var position = max(offset, size - limit)
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 8192)
    while true {
      let count = pread(descriptor, &chunk, chunk.count, off_t(position))
      if count == -1 && errno == EINTR { continue }
      if count <= 0 { break }
      bytes.append(contentsOf: chunk[..<count])
      position += count
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes the whole file for its owner alone, and replaces what was there in one step.
  package static func write(_ text: String, to path: String, owner: (UInt32, UInt32)?) throws(PrivateServerError) {
    let draft = path + ".new"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .failed(on: path) }
    defer { close(descriptor) }
    var left = Array(text.utf8)[...]
    while !left.isEmpty {
      let count = left.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count == -1 && errno == EINTR { continue }
      guard count > 0 else { throw .failed(on: path) }
      left.removeFirst(count)
    }
    if let (user, group) = owner, fchown(descriptor, user, group) != 0 { throw .failed(on: path) }
    guard rename(draft, path) == 0 else { throw .failed(on: path) }
  }

  /// Removes a folder with everything in it, following no link.
  package static func removeTree(_ path: String) {
    var information = stat()
    guard lstat(path, &information) == 0 else { return }
    guard information.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    for name in names(in: path) { removeTree("\(path)/\(name)") }
    rmdir(path)
  }

  /// A path from the root, whatever the working directory becomes.
  static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let directory = getcwd(nil, 0) else { return path }
    defer { free(directory) }
    return String(cString: directory) + "/" + path
  }
}

extension PrivateServerError {
  /// What `errno` says about this path.
  static func failed(on path: String) -> PrivateServerError {
    let code = errno
    return code == ENOSPC || code == EDQUOT
      ? .diskFull(folder: path) : .folderNotUsable(path: path, reason: String(cString: strerror(code)))
  }
}
