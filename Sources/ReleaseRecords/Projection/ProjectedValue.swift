/// The value of one field of a record's data as its projection keeps it.
public enum ProjectedValue: Hashable, Sendable {
  /// The record does not have the field.
  case absent
  /// One line of text: a word, a version, a commit, a digest, a URI, a choice, a person.
  case text(ScannedText)
  case instant(Timestamp)
  case integer(Int64)
  case number(Double)
  case boolean(Bool)
  /// A list of texts: the range of the JSON array.
  case texts(Range<Int>)
  /// Objects and lists of them: the range of the canonical JSON.
  case json(Range<Int>)
}
