import ChildProcess
import Evidence
import Foundation
import GitRepository
import PostgresTestServer
import ReleaseRecords
import Testing

@Suite("A git repository")
struct GitRepositoryTests {
  @Test("is read with its commits, people and tags", arguments: [true, false])
  func read(isFirstParentOnly: Bool) async throws {
    let sample = try SampleRepository()
    let first = try sample.commit("first", at: 0)
    try sample.git("tag", "v1.0.0")
    try sample.git("checkout", "--quiet", "-b", "topic")
    let body = "fix: naïve\n\nlonger\ntext\n\nCo-authored-by: Bob <bob@example.org>\nCo-Authored-By: Carol"
    let second = try sample.commit(body, at: 10)
    try sample.git("checkout", "--quiet", "main")
    try SampleRepository.run(
      ["merge", "--quiet", "--no-ff", "-m", "Merge pull request #5 from topic", "topic"],
      in: sample.path,
      time: "1000000020 -0700"
    )
    let merge = try sample.git("rev-parse", "HEAD")
    try SampleRepository.run(["tag", "-a", "-m", "x", "v1.1.0"], in: sample.path, time: "1000000030 +0000")
    try sample.git("tag", "a-tree", "HEAD^{tree}")

    let reading = try await GitRepository(path: sample.path).read(isFirstParentOnly: isFirstParentOnly)
    let git = reading.history
    #expect(git.commits.map(\.id.description) == (isFirstParentOnly ? [merge, first] : [merge, second, first]))
    #expect(git.head?.description == merge)
    #expect(git.cutAt == [])
    #expect(reading.otherTags == ["a-tree"])
    #expect(git.tags.map(\.name) == ["v1.0.0", "v1.1.0"])
    #expect(git.tags.map(\.createdAt.description) == ["2001-09-09T01:46:40Z", "2001-09-09T01:47:10Z"])
    #expect(git.tags.map(\.isAnnotated) == [false, true])
    if let position = CommitID(second).flatMap({ git.position(of: $0) }) {
      let commit = git.commits[position]
      #expect(commit.subject == "fix: naïve")
      #expect(commit.author == GitPerson(name: "Ada Łovelace", email: "ada@example.org"))
      #expect(commit.coAuthors.map(\.identity) == ["bob@example.org", "Carol"])
      #expect(commit.authoredAt.description == "2001-09-09T01:46:50Z")
    } else {
      #expect(isFirstParentOnly)
    }
    let history = ReleaseHistory(of: git, service: "s", contents: .all)
    #expect(history.releases.map(\.changes.count) == (isFirstParentOnly ? [1, 1] : [1, 2]))
  }

  @Test("adds only new records when it is read again after a release")
  func incremental() async throws {
    let sample = try SampleRepository()
    try sample.commit("first", at: 0)
    try sample.git("tag", "v1.0.0")
    try sample.commit("second", at: 10)
    func keys() async throws -> [String] {
      let reading = try await GitRepository(path: sample.path).read()
      return ReleaseHistory(of: reading.history, service: "s").records().compactMap(\.key)
    }
    let before = try await keys()
    #expect(before.count == 2)
    try sample.git("tag", "v1.0.1")
    let after = try await keys()
    #expect(Array(after.prefix(2)) == before)
    #expect(after.count == 4)
  }

  @Test("that is a shallow clone says where it is cut off")
  func shallow() async throws {
    let sample = try SampleRepository()
    for number in 0..<5 { try sample.commit("\(number)", at: number) }
    try sample.git("tag", "v1.0.0", "HEAD~1")
    let clone = sample.folder.appending(path: "clone").path
    let source = "file://\(sample.path)"
    try SampleRepository.run(["clone", "--quiet", "--bare", "--depth", "3", source, clone], in: sample.folder.path)
    let git = try await GitRepository(path: clone).read().history
    #expect(git.commits.count == 3)
    let end = try sample.git("rev-parse", "HEAD~2")
    #expect(git.cutAt.map(\.description) == [end])
    #expect(ReleaseHistory(of: git, service: "s").releases.first?.remarks == [.historyCut])
  }

  @Test("runs nothing that its settings name")
  func settings() async throws {
    let sample = try SampleRepository()
    let trap = sample.folder.appending(path: "trap")
    let mark = sample.folder.appending(path: "ran").path
    try "#!/bin/sh\ntouch '\(mark)'\nexec cat\n".write(to: trap, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: trap.path)
    try sample.commit("first", at: 0)
    // A signature is what makes git call the program that checks it.
    let signed = try sample.git("cat-file", "commit", "HEAD").replacingOccurrences(
      of: "\n\n",
      with: "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n"
    )
    let file = sample.folder.appending(path: "signed")
    try (signed + "\n").write(to: file, atomically: true, encoding: .utf8)
    let id = try sample.git("hash-object", "-t", "commit", "-w", file.path)
    try sample.git("reset", "--quiet", "--soft", id)
    let traps = [
      "core.fsmonitor", "core.pager", "pager.log", "gpg.program", "core.sshCommand", "core.editor", "diff.external",
    ]
    for name in traps { try sample.git("config", name, trap.path) }
    try sample.git("config", "log.showSignature", "true")
    try sample.git("config", "color.ui", "always")
    try sample.git("config", "log.date", "relative")
    try sample.git("config", "format.pretty", "fuller")
    // The trap works: asked without our precautions, git does fall into it.
    _ = try? sample.git("log", "-1")
    try #require(FileManager.default.fileExists(atPath: mark))
    try FileManager.default.removeItem(atPath: mark)

    let git = try await GitRepository(path: sample.path).read().history
    #expect(git.commits.map(\.id.description) == [id])
    #expect(!FileManager.default.fileExists(atPath: mark))
  }

  @Test("is read as its commits were made, not as they were replaced")
  func replaced() async throws {
    let sample = try SampleRepository()
    let first = try sample.commit("first", at: 0)
    let second = try sample.commit("second", at: 1)
    try sample.git("replace", "--graft", second)
    let git = try await GitRepository(path: sample.path).read().history
    #expect(git.commits.map(\.id.description) == [second, first])
  }

  @Test("tells how far it has been read")
  func progress() async throws {
    let sample = try SampleRepository()
    for number in 0..<3 { try sample.commit("\(number)", at: number) }
    let (counts, continuation) = AsyncStream.makeStream(of: Int.self)
    _ = try await GitRepository(path: sample.path).read { continuation.yield($0) }
    continuation.finish()
    let all = await counts.reduce(into: []) { $0.append($1) }
    #expect(all.last == 3)
  }
}

@Suite("A git repository that can't be read says why:")
struct GitRepositoryRefusalTests {
  @Test("no folder")
  func noFolder() async throws {
    let error = await #expect(throws: GitRepositoryError.self) { try await GitRepository(path: "/no/such").read() }
    #expect(error == .folderUnusable(path: "/no/such", reason: "No such file or directory"))
  }

  @Test("no repository")
  func noRepository() async throws {
    let sample = try SampleRepository()
    let error = await #expect(throws: GitRepositoryError.self) {
      try await GitRepository(path: sample.folder.path).read()
    }
    #expect(error == .notARepository(path: sample.folder.path))
  }

  @Test("no commits")
  func noCommits() async throws {
    let sample = try SampleRepository(isBare: true)
    let error = await #expect(throws: GitRepositoryError.self) { try await GitRepository(path: sample.path).read() }
    #expect(error == .noCommits(path: sample.path))
  }

  @Test("no such branch, even one named like an option", arguments: ["release", "--all", "--output=x", ""])
  func noBranch(name: String) async throws {
    let sample = try SampleRepository()
    try sample.commit("first", at: 0)
    let error = await #expect(throws: GitRepositoryError.self) {
      try await GitRepository(path: sample.path).read(head: name)
    }
    #expect(error == .unknownRevision(name, path: sample.path))
  }

  @Test("an owner whom git does not trust", .enabled(if: geteuid() == 0, "only root can give a folder away"))
  func foreignOwner() async throws {
    let sample = try SampleRepository()
    try sample.commit("first", at: 0)
    for path in [sample.path, sample.path + "/.git"] { try #require(chown(path, 65_534, 65_534) == 0) }
    var environment = Command.inherited(["PATH"])
    environment["HOME"] = "/nonexistent"
    #expect(try read(sample.path, environment) == "\(GitRepositoryError.foreignOwner(path: sample.path))\n")
  }

  @Test("no git")
  func noGit() async throws {
    #expect(try read("/", ["PATH": "/nonexistent"]) == "\(GitRepositoryError.gitMissing)\n")
  }

  /// What a process with this environment says about a repository.
  private func read(_ path: String, _ environment: [String: String]) throws -> String {
    let program = BuiltProgram.path("another-process")
    let result = try Command(program, ["read", path], environment: environment).run()
    return String(decoding: result.output, as: UTF8.self)
  }
}
