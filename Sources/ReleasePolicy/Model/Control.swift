/// One rule of a release process.
package struct Control: Hashable, Sendable {
  /// The id: a row of the process such as `OCT-04`, and after a dot the part of it: `OCT-04.2-weeks`.
  package var id = ""
  /// One line that says what is asked for.
  package var title = ""
  package var description: String?
  /// Where the rule stands in the organisation's own text.
  package var source: String?
  package var phase = Phase.before
  package var applies = Applicability()
  package var requirement = Requirement.gate(GateRequirement())

  /// The id without the part after the dot.
  package var row: String { id.split(separator: ".", maxSplits: 1).first.map(String.init) ?? id }
}

/// When a control is due.
package enum Phase: String, CaseIterable, Hashable, Sendable {
  /// A deployment may not begin before it is met.
  case before
  /// It is judged once the deployment has begun, and settled later.
  case after
  /// It is judged for a period of time, not for a release.
  case period
}
