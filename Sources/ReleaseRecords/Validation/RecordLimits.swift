/// How much a record may hold, so that its leaf always fits into the 65,535 bytes of a C2SP tlog-tiles entry.
public enum RecordLimits {
  /// The characters (Unicode code points) of a word: a name, an identifier, a reference.
  public static let wordCharacters = 200
  /// The characters of a URI.
  public static let uriCharacters = 2_000
  /// The elements of a list.
  public static let listElements = 1_000
  /// The members of `source`.
  public static let sourceMembers = 50
  /// The characters of a value of `source`.
  public static let sourceCharacters = 2_000
  /// The bytes of one text in UTF-8.
  public static let textBytes = 16_384
  /// The bytes of an idempotency key in UTF-8.
  public static let keyBytes = 500
  /// The problems of one record that are told; there may be more.
  public static let reportedProblems = 100
  /// The bytes of a body in canonical form; the rest of a leaf is for what the ledger adds.
  public static let bodyBytes = 65_535 - 1_024
}
