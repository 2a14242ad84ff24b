internal import ArgumentParser

/// `release-ledger version`. Elsewhere --version is the version of a release.
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "version", abstract: "Print this program's version.")

  func run() {
    Terminal.write("release-ledger \(Version.text)")
  }
}
