internal import ArgumentParser
internal import ReleasePolicy
internal import ReleaseRecords

/// `release-ledger policy`.
struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Write, check, explain, compare and adopt the rules that releases have to follow.",
    discussion: """
      A policy is a YAML document; five organisations' processes come with this program, to be extended or taken as they \
      are: \(PolicyLibrary.packBytes.map(\.name).joined(separator: ", ")).
      """,
    subcommands: [
      PolicyLintCommand.self, PolicyExplain.self, PolicyTest.self, PolicyShow.self, PolicyDiff.self, PolicyAdopt.self,
      PolicyAdopted.self, PolicyWhatIf.self, PolicySchemaCommand.self,
    ]
  )
}

/// Which policy is meant: one that comes with the program, or a file, which may extend those and files beside it.
enum PolicySource {
  /// The complete policy of a pack's name or of a file.
  static func policy(_ source: String) throws -> Policy {
    let packs = try PolicyLibrary.packs
    guard !packs.names.contains(source) else { return try packs.policy(named: source) }
    guard Files.exists(source) else {
      let hint = NearestName.suggestion(for: source, among: packs.names)
      throw Failure(
        "there is no file \(Terminal.safe(source)), and no policy of that name comes with the program\(hint)\n"
          + "there are \(packs.names.joined(separator: ", "))",
        code: .badData
      )
    }
    let document = try PolicyDocument(yaml: try Files.read(source), named: source)
    // Names of policies are letters, digits, `-` and `_`: none leads out of the folder.
    let folder = source.lastIndex(of: "/").map { source[...$0] } ?? ""
    let library = try packs.adding(document) { name in
      let file = "\(folder)\(name).yaml"
      guard Files.exists(file) else { return .missing(file: file) }
      return .document(try PolicyDocument(yaml: try Files.read(file), named: file))
    }
    return try library.policy(named: document.policy.name)
  }

  static let help = ArgumentHelp("A file, or the name of a policy that comes with the program.", valueName: "policy")
}
