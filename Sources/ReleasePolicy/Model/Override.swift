/// The express consent to a control that is looser than in the policy that is extended.
public struct Override: Hashable, Sendable {
  /// The id of the control.
  public var control = ""
  /// Why it has to be looser.
  public var reason = ""
  /// Who agreed.
  public var approver = ""
  /// Whether the control is dropped altogether.
  public var remove = false
}
