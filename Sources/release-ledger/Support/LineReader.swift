internal import Glibc

/// Reads a file line by line, holding no more of it than a line and 256 KiB.
final class LineReader {
  /// The most bytes of a line.
  static let lineLimit = 2 << 20

  /// The number of the line that was read last, from 1.
  private(set) var number = 0
  /// The bytes read from the file so far.
  private(set) var bytesRead = 0

  private let path: String
  private let file: Int32
  private var buffer: [UInt8] = []
  /// What of the buffer has not become a line yet.
  private var rest = 0..<0
  private var isAtEnd = false

  /// - Parameter path: `-` is standard input.
  init(_ path: String) throws {
    self.path = path == "-" ? "standard input" : path
    file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Failure("\(path): \(String(cString: strerror(errno)))", code: .badData) }
  }

  deinit {
    if file != STDIN_FILENO { close(file) }
  }

  /// The next line that is not blank, without its end; nil at the end of the file.
  func next() throws -> ArraySlice<UInt8>? {
    while let line = try nextOfAny() {
      if line.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) { return line }
    }
    return nil
  }

  private func nextOfAny() throws -> ArraySlice<UInt8>? {
    var searched = rest.lowerBound
    while true {
      let end = buffer.withUnsafeBufferPointer { bytes -> Int? in
        guard searched < rest.upperBound, let start = bytes.baseAddress,
          let found = memchr(start + searched, Int32(UInt8(ascii: "\n")), rest.upperBound - searched)
        else { return nil }
        return UnsafeRawPointer(start).distance(to: UnsafeRawPointer(found))
      }
      if let end { return line(to: end, next: end + 1) }
      if isAtEnd { return rest.isEmpty ? nil : line(to: rest.upperBound, next: rest.upperBound) }
      guard rest.count <= Self.lineLimit else {
        throw Failure("\(path): line \(number + 1) is longer than \(Self.lineLimit) bytes", code: .badData)
      }
      searched = rest.count
      try fill()
    }
  }

  private func line(to end: Int, next: Int) -> ArraySlice<UInt8> {
    number += 1
    let line = buffer[rest.lowerBound..<end]
    rest = next..<rest.upperBound
    return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
  }

  /// Moves what is left to the start of the buffer, and reads on.
  private func fill() throws {
    buffer.removeSubrange(rest.upperBound...)
    buffer.removeSubrange(..<rest.lowerBound)
    rest = 0..<buffer.count
    let size = 256 * 1024
    buffer.append(contentsOf: repeatElement(0, count: size))
    let start = rest.upperBound
    var count: Int
    repeat {
      count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress?.advanced(by: start), size) }
    } while count < 0 && errno == EINTR
    guard count >= 0 else { throw Failure("\(path): \(String(cString: strerror(errno)))", code: .badData) }
    isAtEnd = count == 0
    bytesRead += count
    rest = 0..<start + count
  }
}
