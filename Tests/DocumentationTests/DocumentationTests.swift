import Foundation
import Testing

@Suite("The documentation")
struct DocumentationTests {
  @Test("shows commands that end as it says", arguments: Page.all)
  func commands(page: Page) throws {
    let commands = try page.commands()
    guard !commands.isEmpty else { return }
    let results = try ScratchShell.run(commands)
    for (command, result) in zip(commands, results) {
      #expect(
        result.exitCode == command.exitCode,
        "\(page.path):\(command.line): \(command.script)\n\(result.output)"
      )
    }
    #expect(results.count == commands.count, "\(page.path): what comes after that was not run")
  }

  @Test("names only files that are there", arguments: Page.all)
  func links(page: Page) throws {
    let folder = Page.root.appending(path: page.path).deletingLastPathComponent()
    for link in try page.text().matches(of: #/\]\(([^)#\s]+)[^)]*\)/#).map({ String($0.1) })
    where !link.contains("://") && !link.hasPrefix("mailto:") {
      #expect(FileManager.default.fileExists(atPath: folder.appending(path: link).path), "\(page.path) names \(link)")
    }
  }

  @Test("shows every command that there is")
  func everyCommand() throws {
    let scripts = try Page.all.flatMap { try $0.commands().map(\.script) }
    let missing = try Self.commandNames().filter { name in !scripts.contains { $0.contains("release-ledger \(name)") } }
    #expect(missing == [])
  }

  /// The commands that have no commands below them, as the program's own help lists them.
  private static func commandNames(below parent: String = "") throws -> [String] {
    let help = try ScratchShell.run([ShownCommand(line: 1, script: "release-ledger help \(parent)")])[0].output
    // Of the kinds of records, which have their own reference, one example is enough.
    guard parent != "record" else { return ["record"] }
    var names: [String] = []
    var isList = false
    for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasSuffix("SUBCOMMANDS:") { isList = true } else if line.isEmpty { isList = false }
      guard isList, let name = line.firstMatch(of: #/^  ([a-z][a-z-]*)/#)?.1 else { continue }
      let command = parent.isEmpty ? String(name) : "\(parent) \(name)"
      names += try commandNames(below: command)
    }
    return names.isEmpty ? [parent] : names
  }
}
