internal import ChildProcess
package import Evidence
internal import Glibc

/// A git repository on this machine, read through `git`.
///
///     let repository = GitRepository(path: ".")
///     let reading = try await repository.read()
///     let history = ReleaseHistory(of: reading.history, service: "kops")
///
/// Nothing is written, fetched, or run that the repository's settings name, and replaced or grafted commits are taken
/// as they were made.
package struct GitRepository: Sendable {
  /// What was read.
  package struct Reading: Sendable {
    package let history: GitHistory
    /// The tags that lead to no commit, but to a file, a folder or another tag.
    package let otherTags: [String]
  }

  /// A checkout, or a bare repository.
  package let path: String

  package init(path: String) {
    self.path = path
  }

  /// Reads every tag, and the commits reached from them and from the head.
  ///
  /// - Parameters:
  ///   - head: the end of the main line: a branch, tag or commit.
  ///   - isFirstParentOnly: leaves out what was merged, commit by commit.
  ///   - progress: called now and then with the number of commits read so far.
  /// - Throws: ``GitRepositoryError``, or `GitHistoryError` for output that git should not print.
  package func read(
    head: String = "HEAD",
    isFirstParentOnly: Bool = false,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> Reading {
    try await offPool { try readBlocking(head: head, isFirstParentOnly: isFirstParentOnly, progress: progress) }
  }

  private func readBlocking(head: String, isFirstParentOnly: Bool, progress: (Int) -> Void) throws -> Reading {
    let headID = try resolve(head)
    // Tags first: the commits of one made meanwhile are then read all the same.
    var tagParser = GitTagParser()
    try git(GitTagParser.arguments) { try tagParser.consume($0) }
    var logParser = GitLogParser()
    try git(GitLogParser.arguments(head: headID.description, isFirstParentOnly: isFirstParentOnly)) {
      try logParser.consume($0)
      progress(logParser.count)
    }
    let history = GitHistory(
      commits: try logParser.finish(),
      tags: try tagParser.finish(),
      head: headID,
      isFirstParentOnly: isFirstParentOnly,
      shallow: try shallowEnds()
    )
    return Reading(history: history, otherTags: tagParser.otherNames)
  }

  private func resolve(_ head: String) throws -> CommitID {
    let result = try run(
      { try $0.run() },
      ["rev-parse", "--quiet", "--verify", "--end-of-options", head + "^{commit}"]
    )
    if result.succeeded, let id = CommitID(text(result.output)) { return id }
    if !result.errorText.isEmpty {
      let error = GitRepositoryError(status: result.status, message: result.errorText, path: path)
      if case .failed = error {} else { throw error }
    }
    // The head of a repository without commits names a branch that is not there yet.
    let isEmpty = try text(collect(["for-each-ref", "--count=1"])).isEmpty
    throw isEmpty && head == "HEAD"
      ? GitRepositoryError.noCommits(path: path) : GitRepositoryError.unknownRevision(head, path: path)
  }

  /// The commits that a shallow clone takes for the first ones.
  private func shallowEnds() throws -> Set<CommitID> {
    guard try text(collect(["rev-parse", "--is-shallow-repository"])) == "true" else { return [] }
    let file = try text(collect(["rev-parse", "--path-format=absolute", "--git-path", "shallow"]))
    guard let stream = fopen(file, "re") else {
      throw GitRepositoryError.folderUnusable(path: file, reason: String(cString: strerror(errno)))
    }
    defer { fclose(stream) }
    var ends: Set<CommitID> = []
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    while getline(&line, &capacity, stream) > 0, let line {
      if let id = CommitID(String(cString: line).prefix { $0.isHexDigit }) { ends.insert(id) }
    }
    return ends
  }

  private func collect(_ arguments: [String]) throws -> [UInt8] {
    var output: [UInt8] = []
    try git(arguments) { output.append(contentsOf: $0) }
    return output
  }

  /// Runs git to its end; anything but success is an error.
  private func git(_ arguments: [String], consume: (UnsafeRawBufferPointer) throws -> Void) throws {
    let result = try run({ try $0.run(consume: consume) }, arguments)
    guard result.succeeded else {
      throw GitRepositoryError(status: result.status, message: result.errorText, path: path)
    }
  }

  private func run(_ run: (Command) throws -> CommandResult, _ arguments: [String]) throws -> CommandResult {
    do {
      return try run(command(arguments))
    } catch CommandError.notFound {
      throw GitRepositoryError.gitMissing
    }
  }

  /// Settings of a repository may name programs to run; these are the ones that reading could meet.
  private func command(_ arguments: [String]) -> Command {
    // Where git finds its user's own settings, such as which folders of others are safe.
    var environment = Command.inherited(["PATH", "HOME", "XDG_CONFIG_HOME"])
    environment["LC_ALL"] = "C"
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    environment["GIT_TERMINAL_PROMPT"] = "0"
    environment["GIT_NO_LAZY_FETCH"] = "1"
    environment["GIT_NO_REPLACE_OBJECTS"] = "1"
    environment["GIT_GRAFT_FILE"] = "/dev/null"
    var options = ["--no-pager", "-C", path]
    for setting in ["core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never"] {
      options += ["-c", setting]
    }
    return Command("git", options + arguments, environment: environment)
  }

  private func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
