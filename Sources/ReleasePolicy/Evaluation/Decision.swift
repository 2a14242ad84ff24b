/// The answer to the question whether a release may be deployed.
package struct Decision: Hashable, Sendable {
  package var isAllowed: Bool
  /// The findings that stand against it.
  package var unmet: [Finding]

  /// Allowed only where every applicable control before the deployment is met or waived.
  ///
  /// No finding at all is no leave: a policy that says nothing about an environment does not allow it.
  package static func canDeploy(_ findings: [Finding]) -> Decision {
    let applicable = findings.filter { $0.phase == .before && $0.verdict != .notApplicable }
    let unmet = applicable.filter { $0.verdict != .met && $0.verdict != .waived }
    return Decision(isAllowed: unmet.isEmpty && !applicable.isEmpty, unmet: unmet)
  }
}
