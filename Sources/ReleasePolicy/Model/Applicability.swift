/// Which releases and deployments a control is about. Every condition that is given has to hold; an empty list is none.
public struct Applicability: Hashable, Sendable {
  /// The release's type is one of these.
  public var types: [String] = []
  /// Conditions on the labels of the release and of its changes taken together.
  public var labels = LabelCondition()
  /// The environment deployed to is one of these.
  public var environments: [String] = []
  /// The channel of the release (else of the deployment) is one of these.
  public var channels: [String] = []
  /// The service is one of these.
  public var services: [String] = []
  /// The deployment's strategy is one of these; for controls after the deployment only.
  public var strategies: [String] = []
  public var prereleases = Prereleases.included
  /// The name of an event: the control applies only where it has happened.
  public var when: String?
  /// The name of an event: the control does not apply where it has happened.
  public var unless: String?

  /// Whether a control is about versions such as `1.2.0-rc.1`.
  public enum Prereleases: String, CaseIterable, Hashable, Sendable {
    case included, excluded, only
  }
}

/// Which labels have to be there and which must not.
public struct LabelCondition: Hashable, Sendable {
  public var any: [String] = []
  public var all: [String] = []
  public var none: [String] = []
}
