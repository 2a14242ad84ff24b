public import TransparencyLog

/// How the log in the database contradicts what was seen of it before.
public enum ForkProblem: Hashable, Sendable, CustomStringConvertible {
  /// It has fewer records than it had.
  case shortened(seen: Int64, found: Int64)
  /// Its first `size` records are others than they were.
  case rewritten(size: Int64, seen: Hash, found: Hash)

  public var description: String {
    let advice =
      "the database was restored from an older state or altered: nothing is written to it from here; "
      + "compare it with your checkpoints by `audit verify`"
    return switch self {
    case .shortened(let seen, let found):
      "the log had \(seen) records and now has \(found): \(advice)"
    case .rewritten(let size, let seen, let found):
      "the first \(size) records have the root \(found) and had \(seen): \(advice)"
    }
  }
}
