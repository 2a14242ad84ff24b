/// What a figure's value counts or measures.
public enum FigureUnit: Hashable, Sendable {
  case count
  /// A share from 0 to 1.
  case ratio
  case seconds
  case perWeek
  case daysPerWeek
  /// A quotient that is no share, such as incidents per release.
  case quotient(String)
  /// As recorded with the measurement.
  case measured(String)
}
