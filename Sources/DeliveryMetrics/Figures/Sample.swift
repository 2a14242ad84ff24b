/// How the single values behind a figure are spread. Percentiles are continuous: between two values in proportion.
public struct Sample: Hashable, Sendable {
  /// How many values there are; without any there is no sample.
  public var count: Int64
  public var median: Double
  public var percentile90: Double
  /// `nil` where a mean says nothing.
  public var mean: Double?
  public var maximum: Double?

  public init(count: Int64, median: Double, percentile90: Double, mean: Double? = nil, maximum: Double? = nil) {
    self.count = count
    self.median = median
    self.percentile90 = percentile90
    self.mean = mean
    self.maximum = maximum
  }

  /// The sample of values at hand; `nil` when there are none.
  public init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    self.init(
      count: Int64(values.count),
      median: Self.percentile(0.5, of: sorted),
      percentile90: Self.percentile(0.9, of: sorted),
      mean: values.reduce(0, +) / Double(values.count),
      maximum: sorted[sorted.count - 1]
    )
  }

  /// The sample of whole numbers, whose sum is exact, so that the order of adding cannot show; `nil` when there are none.
  init?(_ values: [Int64]) {
    guard let maximum = values.max() else { return nil }
    var values = values
    let (median, percentile90) = values.withUnsafeMutableBufferPointer { values in
      (Self.percentile(0.5, of: values, from: 0), Self.percentile(0.9, of: values, from: (values.count - 1) / 2))
    }
    self.init(
      count: Int64(values.count),
      median: median,
      percentile90: percentile90,
      mean: Double(values.reduce(into: Int128(0)) { $0 += Int128($1) }) / Double(values.count),
      maximum: Double(maximum)
    )
  }

  /// As ``percentile(_:of:)`` of values in any order, which it changes.
  ///
  /// - Parameter start: the values before this place are the least, already.
  private static func percentile(_ share: Double, of values: UnsafeMutableBufferPointer<Int64>, from start: Int)
    -> Double
  {
    let place = share * Double(values.count - 1)
    let lower = values.selected(Int(place), from: start)
    let upper = values[(Int(place) + 1)...].min() ?? lower
    return Double(lower) + (place - place.rounded(.down)) * (Double(upper) - Double(lower))
  }

  /// As PostgreSQL's `percentile_cont` has it; `sorted` holds at least one value, ascending.
  static func percentile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let lower = sorted[Int(place)]
    let upper = sorted[min(Int(place) + 1, sorted.count - 1)]
    return lower + (place - place.rounded(.down)) * (upper - lower)
  }
}
