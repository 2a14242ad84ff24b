/// How a database's schema differs from the one this program works with.
public enum SchemaProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no ledger in the database.
  case absent
  /// Migrations are still to be applied.
  case tooOld(applied: Int, known: Int)
  /// A newer program has migrated the database.
  case tooNew(applied: Int, known: Int)
  /// A migration that was applied is not the one this program has under its number.
  case edited(number: Int, name: String)
  /// The schema belongs to somebody else than the role that it was made for, as after a restore without the roles.
  case foreignOwner(String)

  public var description: String {
    switch self {
    case .absent:
      "there is no ledger in this database; `release-ledger database migrate` makes one"
    case .tooOld(let applied, let known):
      "the database is at migration \(applied) and this program needs \(known); run `release-ledger database migrate`"
    case .tooNew(let applied, let known):
      "the database is at migration \(applied) and this program knows \(known); install a newer release-ledger"
    case .edited(let number, let name):
      "migration \(number) (\(name)) was applied with another text than this program has; "
        + "use the release-ledger that this database was made with"
    case .foreignOwner(let owner):
      "the ledger belongs to \(owner) and not to release_ledger_owner, and rights on it are missing: it was restored "
        + "without its roles; make them, and restore it again"
    }
  }
}
