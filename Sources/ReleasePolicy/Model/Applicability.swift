/// Which releases and deployments a control is about. Every condition that is given has to hold; an empty list is none.
package struct Applicability: Hashable, Sendable {
  /// The release's type is one of these.
  package var types: [String] = []
  /// Conditions on the labels of the release and of its changes taken together.
  package var labels = LabelCondition()
  /// The environment deployed to is one of these.
  package var environments: [String] = []
  /// The channel of the release (else of the deployment) is one of these.
  package var channels: [String] = []
  /// The service is one of these.
  package var services: [String] = []
  /// The deployment's strategy is one of these; for controls after the deployment only.
  package var strategies: [String] = []
  package var prereleases = Prereleases.included
  /// The name of an event: the control applies only where it has happened.
  package var when: String?
  /// The name of an event: the control does not apply where it has happened.
  package var unless: String?

  /// Whether a control is about versions such as `1.2.0-rc.1`.
  package enum Prereleases: String, CaseIterable, Hashable, Sendable {
    case included, excluded, only
  }
}

/// Which labels have to be there and which must not.
package struct LabelCondition: Hashable, Sendable {
  package var any: [String] = []
  package var all: [String] = []
  package var none: [String] = []
}
