/// From where a release is looked at.
package enum Question: String, CaseIterable, Hashable, Sendable {
  /// May it be deployed now? The deployment is taken to begin at the instant of the question.
  case mayDeploy = "may-deploy"
  /// Was it done properly? The deployment begins when its records say so.
  case audit
}
