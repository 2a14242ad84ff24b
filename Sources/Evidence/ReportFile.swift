/// A report as it was found: its name and its bytes.
package struct ReportFile: Hashable, Sendable {
  /// Its name; folders before it do not matter.
  package var name: String
  /// Its content.
  package var bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
