/// A framework of controls that auditors ask for, as far as changes to software go. Titles are this project's words,
/// not the framework's.
public struct ControlFramework: Hashable, Sendable {
  /// The name on the command line: `soc2`, `iso27001`, `nist-800-53`, `pci-dss`, `sox-itgc`, `ssdf`.
  public let name: String
  public let title: String
  public let edition: String
  public let controls: [Control]

  public struct Control: Hashable, Sendable {
    /// The framework's own id: `CC8.1`.
    public let id: String
    /// The id as OSCAL wants it: a token.
    public let oscalID: String
    public let title: String
    /// The categories of controls that give evidence for it.
    public let categories: [String]
    /// What it also asks for, and no record of this ledger shows.
    public let notCovered: String
  }
}
