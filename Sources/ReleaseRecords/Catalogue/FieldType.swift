/// What a field's value may be. Every type has a stated limit, so that a record always fits into a leaf.
public indirect enum FieldType: Hashable, Sendable {
  /// One line of 1 to 200 characters without control characters: a name, an identifier, a reference.
  case word
  /// A version as ``SemanticVersion`` defines it, without a leading `v`.
  case version
  /// A full Git commit hash: 40 or 64 lower-case hexadecimal digits.
  case commit
  /// A content digest: `sha256:` and 64 lower-case hexadecimal digits (or `sha512:` and 128).
  case digest
  /// An absolute URI of at most 2,000 characters.
  case uri
  /// An instant in RFC 3339 form with its offset; kept in UTC to the microsecond.
  case time
  /// A calendar day, `YYYY-MM-DD`.
  case date
  case boolean
  case integer(ClosedRange<Int64>)
  /// A finite number within a range.
  case number(ClosedRange<Double>)
  case oneOf([String])
  /// A person: an identity such as an e-mail address or a login when given, a random id of the directory once kept.
  case person
  /// At most 1,000 values of one type.
  case list(FieldType)
  case object([FieldDefinition])

  /// Any finite number.
  public static let anyNumber = FieldType.number(-Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude)
  /// A count or a position: an integer from 0 to 2^53 − 1, the largest that JSON carries exactly.
  public static let count = FieldType.integer(0...9_007_199_254_740_991)
}
