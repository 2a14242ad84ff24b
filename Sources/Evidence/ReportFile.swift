/// A report as it was found: its name and its bytes.
public struct ReportFile: Hashable, Sendable {
  /// Its name; folders before it do not matter.
  public var name: String
  /// Its content.
  public var bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
