extension UnsafeRawBufferPointer {
  /// The integer at `offset`, which the caller has made sure is there.
  package func networkInteger<T: FixedWidthInteger>(at offset: Int = 0, as _: T.Type = T.self) -> T {
    T(bigEndian: loadUnaligned(fromByteOffset: offset, as: T.self))
  }
}
