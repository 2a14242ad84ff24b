/// A policy made ready to judge by: what is the same for every evaluation by it, done once.
///
///     let prepared = PreparedPolicy(policy)
///     for index in indexes { judge(Evaluator(prepared, index: index, at: now)) }
package struct PreparedPolicy: Sendable {
  package let policy: Policy
  let rules: [Rule]
  /// The policy's release type by each word that means it.
  let types: [String: String]

  package init(_ policy: Policy) {
    self.policy = policy
    rules = BuiltInControl.allCases.map(\.rule) + policy.controls.map { Rule($0) }
    var types: [String: String] = [:]
    for (name, type) in policy.types.sorted(by: { $0.key < $1.key }) {
      for alias in type.aliases where types[alias] == nil { types[alias] = name }
    }
    for name in policy.types.keys { types[name] = name }
    self.types = types
  }
}
