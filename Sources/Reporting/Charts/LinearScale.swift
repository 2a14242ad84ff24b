/// Puts values of a domain on a stretch of the drawing.
struct LinearScale {
  var domain: ClosedRange<Double>
  /// Where the domain's lower and upper ends lie; the first may be the greater, as on an axis that points up.
  var start: Double
  var end: Double

  func callAsFunction(_ value: Double) -> Double {
    let span = domain.upperBound - domain.lowerBound
    guard span > 0 else { return start }
    let clamped = min(max(value, domain.lowerBound), domain.upperBound)
    return start + (clamped - domain.lowerBound) / span * (end - start)
  }
}
