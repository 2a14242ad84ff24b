/// Somebody's part in a release.
package enum Party: String, CaseIterable, Hashable, Sendable {
  case author
  case coAuthor = "co-author"
  case deployer
  case manager
  case policyEditor = "policy-editor"
}

/// Who may not be the same person as whom: the policy's answer where a control gives none of its own.
package struct Separation: Hashable, Sendable {
  /// The parts whose holders may not approve the release.
  package var approvers: [Party] = [.author, .coAuthor]
  /// The parts whose holders may not grant a waiver for the release; who asked for it never may.
  package var waiverGranters: [Party] = [.author, .coAuthor, .deployer]
}
