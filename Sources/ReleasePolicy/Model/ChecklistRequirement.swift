/// Items of one checklist that have to be attested.
public struct ChecklistRequirement: Hashable, Sendable {
  /// The checklist's name in the records.
  public var checklist = ""
  public var items: [ChecklistItem] = []
  /// The environment that the records have to name. `nil`: the one in question, or none at all.
  public var environment: String?
  /// When the items have to be done.
  public var window: TimeWindow?
  /// The parts whose holders may not attest.
  public var notBy: [Party] = []
}

/// One item of a checklist.
public struct ChecklistItem: Hashable, Sendable {
  /// The item's name in the records.
  public var item = ""
  /// The item in words.
  public var title: String?
  /// Whether it may be attested as not applicable.
  public var optional = false
}
