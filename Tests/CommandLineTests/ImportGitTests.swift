import Testing

@Suite("import git")
struct ImportGitTests {
  private static let history = """
    git init -q whole && cd whole && git config user.email ann@example.com && git config user.name Ann &&
    for n in 1 2 3; do git commit -q --allow-empty -m "change $n" || exit; done &&
    git tag v1.0.0 HEAD~1 && git tag v1.1.0 && git tag v0.9.0 'HEAD^{tree}' && cd .. &&
    git clone -q --depth 1 "file://$PWD/whole" shallow
    """

  @Test("refuses a shallow clone, whose releases would lack commits for good, and names tags that lead to no commit")
  func shallow() async throws {
    try await Tool.withLedger { tool in
      let made = try await tool.shell("cd \(tool.folder) && \(Self.history)")
      try #require(made.status == 0, "\(made.errors)")
      let shallow = try await tool.run("import", "git", "\(tool.folder)/shallow", "--service", "s")
      #expect(shallow.status == 65)
      #expect(shallow.errors.contains("git fetch --unshallow"))
      #expect(try await tool.size() == 0)

      let whole = try await tool.run("import", "git", "\(tool.folder)/whole", "--service", "s")
      #expect(whole.status == 0, "\(whole.errors)")
      #expect(whole.errors.contains("1 tags lead to no commit and are left out: v0.9.0"))
      #expect(whole.errors.contains("2 releases with 3 commits"))
    }
  }
}
