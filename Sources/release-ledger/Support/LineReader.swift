/// Reads a file line by line, holding no more of it than a line and 256 KiB.
final class LineReader {
  /// The most bytes of a line.
  static let lineLimit = 2 << 20

  /// The number of the line that was read last, from 1.
  private(set) var number = 0
  /// The bytes read from the file so far.
  private(set) var bytesRead = 0

  private let reader: ByteReader
  /// What has been read and is no line yet.
  private var rest: ArraySlice<UInt8> = []
  private var isAtEnd = false

  /// - Parameter path: `-` is standard input.
  init(_ path: String) throws {
    reader = try ByteReader(path)
  }

  /// The next line that is not blank, without its end; nil at the end of the file.
  func next() throws -> ArraySlice<UInt8>? {
    while let line = try nextOfAny() {
      if line.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) { return line }
    }
    return nil
  }

  private func nextOfAny() throws -> ArraySlice<UInt8>? {
    while true {
      if let end = rest.firstIndex(of: UInt8(ascii: "\n")) { return line(rest[..<end], rest: rest[(end + 1)...]) }
      if isAtEnd { return rest.isEmpty ? nil : line(rest, rest: []) }
      guard rest.count <= Self.lineLimit else {
        throw Failure("\(reader.name): line \(number + 1) is longer than \(Self.lineLimit) bytes", code: .badData)
      }
      guard let chunk = try reader.next() else {
        isAtEnd = true
        continue
      }
      bytesRead += chunk.count
      rest = rest.isEmpty ? ArraySlice(Array(chunk)) : ArraySlice(Array(rest) + chunk)
    }
  }

  private func line(_ line: ArraySlice<UInt8>, rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    number += 1
    self.rest = rest
    return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
  }
}
