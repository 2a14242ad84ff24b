/// A role in which people approve and decide.
public struct Role: Hashable, Sendable {
  public var title: String?
  /// The identities of those who hold it. Empty: whoever acts in the role is taken to hold it.
  public var members: [String] = []
}
