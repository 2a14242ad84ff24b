internal import Glibc

/// Held by the one process that starts or stops the server of a folder; the system lets go of it at its end,
/// however that comes.
struct FolderLock: ~Copyable {
  private let descriptor: Int32

  /// Waits for the lock.
  init(path: String) throws(PrivateServerError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .failed(on: path) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        let error = PrivateServerError.failed(on: path)
        close(descriptor)
        throw error
      }
    }
  }

  deinit { close(descriptor) }
}
