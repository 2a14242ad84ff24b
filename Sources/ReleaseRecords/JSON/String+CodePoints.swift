extension String {
  /// Whether both are the same sequence of code points; `==` also holds for canonically equivalent ones.
  @inline(__always)
  func hasSameCodePoints(as other: String) -> Bool {
    // The count, which is at hand, tells most names apart.
    utf8.count == other.utf8.count && hasSameBytes(as: other)
  }

  private func hasSameBytes(as other: String) -> Bool {
    utf8.withContiguousStorageIfAvailable { a in
      other.utf8.withContiguousStorageIfAvailable { b in
        UnsafeRawBufferPointer(a).hasSameBytes(as: UnsafeRawBufferPointer(b))
      } ?? utf8.elementsEqual(other.utf8)
    } ?? utf8.elementsEqual(other.utf8)
  }

  /// Whether this comes first in the order of UTF-16 code units.
  ///
  /// That is the order of the UTF-8 bytes, except that U+E000…U+FFFF come after the characters beyond them, whose
  /// surrogates are lower.
  func precedesInUTF16(_ other: String) -> Bool {
    utf8.withContiguousStorageIfAvailable { a in
      other.utf8.withContiguousStorageIfAvailable { b in
        UnsafeRawBufferPointer(a).precedesInUTF16(UnsafeRawBufferPointer(b))
      }
    }.flatMap { $0 } ?? utf16.lexicographicallyPrecedes(other.utf16)
  }
}

extension UnsafeRawBufferPointer {
  func hasSameBytes(as other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count else { return false }
    var offset = 0
    while offset + 8 <= count {
      let mine = loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if mine != other.loadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
      offset += 8
    }
    while offset < count {
      if self[offset] != other[offset] { return false }
      offset += 1
    }
    return true
  }

  /// Whether this UTF-8 text comes first in the order of UTF-16 code units.
  func precedesInUTF16(_ other: UnsafeRawBufferPointer) -> Bool {
    func rank(_ byte: UInt8) -> UInt8 {
      switch byte {
      case 0xEE...0xEF: byte + 0x10
      case 0xF0...: byte - 2
      default: byte
      }
    }
    var offset = 0
    while offset < count, offset < other.count {
      let (mine, theirs) = (self[offset], other[offset])
      if mine != theirs { return rank(mine) < rank(theirs) }
      offset += 1
    }
    return count < other.count
  }
}
