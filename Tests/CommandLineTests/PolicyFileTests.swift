import Foundation
import Testing

@Suite("A policy in a file")
struct PolicyFileTests {
  /// The two policies of the documentation, as files of their names.
  private func examples() throws -> Tool {
    let tool = try Tool()
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/policy.md")
    let blocks = try String(contentsOf: page.standardizedFileURL, encoding: .utf8)
      .components(separatedBy: "```yaml\n").dropFirst().compactMap { $0.components(separatedBy: "\n```").first }
    for (name, start) in [("shop", "version: 1\nname: shop\n"), ("checkout-team", "version: 1\nname: checkout-team\n")]
    {
      _ = try tool.file("\(name).yaml", try #require(blocks.first { $0.hasPrefix(start) }))
    }
    return tool
  }

  @Test("extends the file beside it, wherever the program is run")
  func beside() async throws {
    let tool = try examples()
    let linted = try await tool.run("policy", "lint", tool.folder + "/checkout-team.yaml")
    #expect(linted.status == 0, "\(linted.errors)")
    #expect(linted.errors == "checkout-team: 5 controls, well-formed\n")
    let complete = try await tool.run("policy", "show", "--complete", tool.folder + "/checkout-team.yaml")
    // What is adopted is complete: it does not depend on the other file any more.
    #expect(complete.output.contains("SHOP-4") && !complete.output.contains("extends"))
    let compared = try await tool.run("policy", "diff", tool.folder + "/shop.yaml", tool.folder + "/checkout-team.yaml")
    #expect(compared.lines.contains("loosened types.hotfix") && compared.lines.contains("tightened SHOP-1"))
  }

  @Test("says which file it looked for")
  func missing() async throws {
    let tool = try examples()
    try FileManager.default.removeItem(atPath: tool.folder + "/shop.yaml")
    let file = tool.folder + "/checkout-team.yaml"
    let linted = try await tool.run("policy", "lint", file)
    #expect(linted.status == 65)
    #expect(linted.errors.contains("\(file):3:10: `extends`: there is no file \(tool.folder)/shop.yaml"))
  }
}
