/// The file that an outcome rests on.
public struct EvidenceFile: Hashable, Sendable {
  /// The file's name without its folder.
  public var name: String
  /// Its media type, such as `application/xml`.
  public var mediaType: String
  /// `sha256:` and 64 hexadecimal digits, over the file's bytes as they were.
  public var digest: String
  /// How long it is, in bytes.
  public var sizeBytes: Int
}
