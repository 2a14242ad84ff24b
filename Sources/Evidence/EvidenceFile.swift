/// The file that an outcome rests on.
package struct EvidenceFile: Hashable, Sendable {
  /// The file's name without its folder.
  package var name: String
  /// Its media type, such as `application/xml`.
  package var mediaType: String
  /// `sha256:` and 64 hexadecimal digits, over the file's bytes as they were.
  package var digest: String
  /// How long it is, in bytes.
  package var sizeBytes: Int
}
