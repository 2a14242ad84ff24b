extension LedgerRecord {
  /// Reads a record back from the bytes of its leaf.
  ///
  ///     let record = try LedgerRecord(leaf: bytes, disclosed: ["reason": "the canary failed"])
  ///
  /// A leaf is the canonical JSON (RFC 8785) of `{"body":…,"recorded_at":…,"recorded_by":…,"seq":…,"v":1}`.
  ///
  /// - Parameters:
  ///   - leaf: the exact bytes.
  ///   - disclosed: the texts that are still disclosed, by name. Whether each belongs to its digest in
  ///     ``LedgerRecord/sealedText`` is for the caller to check.
  /// - Throws: ``LeafError`` where the bytes are not canonical, or not those of a record.
  public init(leaf: UnsafeRawBufferPointer, disclosed: [String: String] = [:]) throws(LeafError) {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(parsing: leaf)
    } catch {
      throw .notJSON(error)
    }
    let canonical = CanonicalJSON.bytes(value)
    guard canonical.withUnsafeBytes({ leaf.hasSameBytes(as: $0) }) else {
      throw .notCanonical(offset: zip(canonical, leaf).prefix { $0 == $1 }.count)
    }
    self = try LeafReader.read(value, disclosed)
  }

  public init(leaf: [UInt8], disclosed: [String: String] = [:]) throws(LeafError) {
    let result: Result<LedgerRecord, LeafError> = leaf.withUnsafeBytes { bytes in
      Result { () throws(LeafError) in try LedgerRecord(leaf: bytes, disclosed: disclosed) }
    }
    self = try result.get()
  }
}
