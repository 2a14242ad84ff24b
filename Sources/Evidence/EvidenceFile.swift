/// The file that an outcome rests on.
public struct EvidenceFile: Hashable, Sendable {
  /// The file's name without its folder.
  public var name: String
  public var mediaType: String
  /// `sha256:` and 64 hexadecimal digits, over the file's bytes as they were.
  public var digest: String
  public var sizeBytes: Int
}
