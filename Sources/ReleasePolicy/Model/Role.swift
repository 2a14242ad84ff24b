/// A role in which people approve and decide.
package struct Role: Hashable, Sendable {
  package var title: String?
  /// The identities of those who hold it. Empty: whoever acts in the role is taken to hold it.
  package var members: [String] = []
}
