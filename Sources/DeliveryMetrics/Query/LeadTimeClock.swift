/// From when the lead time of a commit is counted.
public enum LeadTimeClock: String, Hashable, Sendable, CaseIterable {
  case authored
  case merged
}
