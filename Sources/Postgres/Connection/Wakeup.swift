internal import Glibc

/// A file descriptor that one thread waits for and another makes ready.
struct Wakeup: ~Copyable, Sendable {
  /// Ready to read once someone has signalled.
  let descriptor: Int32
  private let writingEnd: Int32

  init() throws(PostgresError) {
    var ends: (Int32, Int32) = (-1, -1)
    let isOpen = withUnsafeMutableBytes(of: &ends) { ends in
      ends.withMemoryRebound(to: Int32.self) { pipe($0.baseAddress) == 0 }
    }
    guard isOpen else {
      throw .connection(ConnectionFailure(stage: .connecting, reason: "no file descriptor is left (errno \(errno))"))
    }
    (descriptor, writingEnd) = ends
    for end in [descriptor, writingEnd] {
      // Neither call fails on a descriptor that is open.
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    _ = close(descriptor)
    _ = close(writingEnd)
  }

  /// A pipe that is full is ready already.
  func signal() {
    withUnsafeBytes(of: UInt8(0)) { _ = write(writingEnd, $0.baseAddress, 1) }
  }

  func clear() {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { bytes in
      while read(descriptor, bytes.baseAddress, bytes.count) == bytes.count {}
    }
  }
}
