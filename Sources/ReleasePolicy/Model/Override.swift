/// The express consent to a control that is looser than in the policy that is extended.
package struct Override: Hashable, Sendable {
  /// The id of the control.
  package var control = ""
  /// Why it has to be looser.
  package var reason = ""
  /// Who agreed.
  package var approver = ""
  /// Whether the control is dropped altogether.
  package var remove = false
}
