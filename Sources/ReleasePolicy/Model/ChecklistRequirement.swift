/// Items of one checklist that have to be attested.
package struct ChecklistRequirement: Hashable, Sendable {
  /// The checklist's name in the records.
  package var checklist = ""
  package var items: [ChecklistItem] = []
  /// The environment that the records have to name. `nil`: the one in question, or none at all.
  package var environment: String?
  /// When the items have to be done.
  package var window: TimeWindow?
  /// The parts whose holders may not attest.
  package var notBy: [Party] = []
}

/// One item of a checklist.
package struct ChecklistItem: Hashable, Sendable {
  /// The item's name in the records.
  package var item = ""
  /// The item in words.
  package var title: String?
  /// Whether it may be attested as not applicable.
  package var optional = false
}
