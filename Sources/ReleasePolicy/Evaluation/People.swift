/// Which ids and identities mean the same person.
public struct People: Hashable, Sendable {
  /// The one id that stands for each person, by every id and identity that is known of them.
  public var aliases: [String: String]

  public init(aliases: [String: String] = [:]) {
    self.aliases = aliases
  }

  /// The id that stands for the person; what is unknown stands for itself.
  public func canonical(_ person: String) -> String { aliases[person] ?? person }
}
