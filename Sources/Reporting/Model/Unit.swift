extension Report {
  /// What a number counts or measures.
  public enum Unit: Hashable, Sendable {
    /// Whole things.
    case count
    /// A share from 0 to 1; people see per cent.
    case ratio
    /// A span of time, in seconds; people see `3 h 12 min`.
    case seconds
    /// Anything else: its symbol (`per week`, `ms`) and the digits after the point that people see.
    case other(String, digits: Int)
  }
}
