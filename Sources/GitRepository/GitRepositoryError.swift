/// Why a repository's history can't be read.
package enum GitRepositoryError: Error, Equatable, CustomStringConvertible {
  case gitMissing
  /// The folder is not there, or may not be entered.
  case folderUnusable(path: String, reason: String)
  case notARepository(path: String)
  /// The repository belongs to someone else, whose settings git does not want to follow.
  case foreignOwner(path: String)
  case noCommits(path: String)
  case unknownRevision(String, path: String)
  /// Anything else, in git's own words.
  case failed(status: Int32, message: String)

  package var description: String {
    switch self {
    case .gitMissing:
      "git is not installed: 'apt install git' brings it"
    case .folderUnusable(let path, let reason):
      "the folder \(path) can't be used: \(reason)"
    case .notARepository(let path):
      "\(path) is not a git repository: name a checkout or a bare clone"
    case .foreignOwner(let path):
      "the repository \(path) belongs to another user, and git refuses it; if you trust its owner: "
        + "git config --global --add safe.directory '\(path)'"
    case .noCommits(let path):
      "the repository \(path) has no commits yet"
    case .unknownRevision(let name, let path):
      "the repository \(path) has no branch, tag or commit '\(name)'"
    case .failed(let status, let message):
      "git failed with status \(status): \(message)"
    }
  }

  /// Understands git's own messages, which are asked for untranslated.
  init(status: Int32, message: String, path: String) {
    if message.contains("detected dubious ownership") || message.contains("unsafe repository") {
      self = .foreignOwner(path: path)
    } else if message.contains("not a git repository") {
      self = .notARepository(path: path)
    } else if message.contains("cannot change to") {
      let reason = message.split(separator: ":").last.map { String($0.drop { $0 == " " }) }
      self = .folderUnusable(path: path, reason: reason ?? message)
    } else {
      self = .failed(status: status, message: message)
    }
  }
}
