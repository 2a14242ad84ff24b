/// What waivers may and may not do.
package struct WaiverRules: Hashable, Sendable {
  /// The longest that a waiver may count from when it was given.
  package var atMost: Duration?
  /// Ids of controls that cannot be waived.
  package var never: [String] = []
}
