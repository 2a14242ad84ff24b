/// Damaged inputs: everything that a parser has to bear without falling over.
enum Garbage {
  /// Every truncation, every bit flipped in turn, random edits, and random bytes.
  static func variants(of bytes: [UInt8]) -> [[UInt8]] {
    let truncated = bytes.indices.map { Array(bytes[..<$0]) } + bytes.indices.map { Array(bytes[$0...]) }
    let flipped = bytes.indices.flatMap { place in
      (0..<8).map { bit in
        var copy = bytes
        copy[place] ^= 1 << UInt8(bit)
        return copy
      }
    }
    let edited = (0..<300).map { _ in edit(bytes) }
    let random = (0..<300).map { _ in (0..<Int.random(in: 0...200)).map { _ in UInt8.random(in: 0...255) } }
    return truncated + flipped + edited + random
  }

  private static func edit(_ bytes: [UInt8]) -> [UInt8] {
    var copy = bytes
    for _ in 0..<Int.random(in: 1...4) {
      let place = Int.random(in: 0...copy.count)
      switch Int.random(in: 0..<3) {
      case 0:
        copy.insert(
          contentsOf: ["\n", "\n\n", " ", "0", "-", "+", "— ", "\r\n", "\0"].randomElement()!.utf8,
          at: place
        )
      case 1: copy.removeSubrange(place..<min(copy.count, place + Int.random(in: 0...8)))
      default: copy.insert(contentsOf: copy[place..<min(copy.count, place + Int.random(in: 0...40))], at: place)
      }
    }
    return copy
  }
}
