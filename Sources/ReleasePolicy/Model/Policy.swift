/// An organisation's release process as a document that can be evaluated: its release types, its people's roles, and
/// the controls that each release has to meet.
///
///     let policy = try PolicyLibrary.packs.policy(named: "octoacme")
///     for control in policy.controls { print(control.id, control.title) }
///
/// A value of this type is complete: what a document takes over by `extends` is already in it.
package struct Policy: Hashable, Sendable {
  /// The version of the document format; 1 is the only one.
  package var format = 1
  /// The policy's name, by which records and other documents refer to it.
  package var name = ""
  /// The policy's own version, as its owners count it.
  package var edition: String?
  package var title: String?
  package var description: String?
  /// The names of the policies that this one was composed from.
  package var extends: [String] = []
  /// The IANA time zone that days and clock times are meant in, where a control names none.
  package var zone = "UTC"
  /// Whether evidence that the ledger learned of only after the deployment had begun counts before it.
  package var lateEvidence = LateEvidence.refused
  /// The organisation's release types by the word that `release.type` carries.
  package var types: [String: ReleaseType] = [:]
  package var environments: [String: EnvironmentDefinition] = [:]
  /// The roles in which people approve and decide.
  package var roles: [String: Role] = [:]
  /// Who may not be the same person as whom.
  package var separation = Separation()
  /// What waivers may and may not do.
  package var waivers = WaiverRules()
  /// Named moments that controls refer to, besides those of ``Event/builtIn``.
  package var events: [String: Event] = [:]
  /// The controls, in the order of the document; what comes from an extended policy stands first.
  package var controls: [Control] = []
  /// Where this policy is knowingly looser than what it extends.
  package var overrides: [Override] = []
}
