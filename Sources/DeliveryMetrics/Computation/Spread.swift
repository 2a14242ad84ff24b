/// How values are spread: percentiles lie between two of them in proportion, as PostgreSQL's `percentile_cont` has it.
struct Spread: Hashable, Sendable {
  var count: Int
  var mean: Double
  var median: Double
  var percentile90: Double
  var maximum: Double

  /// `nil` without values. The sum is exact, so that the order of adding cannot show.
  init?(_ values: [Int64]) {
    let sorted = values.sorted()
    guard let last = sorted.last else { return nil }
    count = sorted.count
    mean = Double(sorted.reduce(into: Int128(0)) { $0 += Int128($1) }) / Double(count)
    median = Self.percentile(0.5, of: sorted) { Double($0) }
    percentile90 = Self.percentile(0.9, of: sorted) { Double($0) }
    maximum = Double(last)
  }

  /// `nil` without values.
  init?(_ values: [Double]) {
    let sorted = values.sorted()
    guard let last = sorted.last else { return nil }
    count = sorted.count
    mean = sorted.reduce(0, +) / Double(count)
    median = Self.percentile(0.5, of: sorted) { $0 }
    percentile90 = Self.percentile(0.9, of: sorted) { $0 }
    maximum = last
  }

  private static func percentile<Value>(_ share: Double, of sorted: [Value], _ number: (Value) -> Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let low = number(sorted[Int(place)])
    let high = number(sorted[min(Int(place) + 1, sorted.count - 1)])
    return low + (place - Double(Int(place))) * (high - low)
  }
}

extension FigureRow {
  /// A row of how values are spread, beside the number of things that have them or lack them.
  init(_ spread: Spread?, of things: Int) {
    numerator = Int64(spread?.count ?? 0)
    denominator = Int64(things)
    sampleCount = Int64(spread?.count ?? 0)
    mean = spread?.mean
    median = spread?.median
    percentile90 = spread?.percentile90
    maximum = spread?.maximum
  }

  /// A row of counts.
  init(_ numerator: Int?, of denominator: Int? = nil, sample: Int? = nil) {
    self.numerator = numerator.map(Int64.init)
    self.denominator = denominator.map(Int64.init)
    sampleCount = sample.map(Int64.init)
  }
}
