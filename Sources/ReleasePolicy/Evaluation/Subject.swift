package import ReleaseRecords

/// What is judged: a release of a service, as a rule on its way into one environment; or a service over a period.
package struct Subject: Hashable, Sendable {
  package var service: String
  /// The release; `nil` where a period is judged.
  package var version: SemanticVersion?
  package var environment: String?
  /// The id of the deployment in question; `nil`: the first of the release to the environment.
  package var deployment: String?
  /// The period that is judged, where no release is.
  package var period: Range<Timestamp>?

  /// A release.
  package init(service: String, version: SemanticVersion, environment: String? = nil, deployment: String? = nil) {
    self.service = service
    self.version = version
    self.environment = environment
    self.deployment = deployment
  }

  /// A service over a period, for the controls of the phase `period`.
  package init(service: String, environment: String? = nil, period: Range<Timestamp>) {
    self.service = service
    self.environment = environment
    self.period = period
  }
}
