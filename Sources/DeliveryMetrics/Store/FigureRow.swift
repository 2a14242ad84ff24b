/// What one figure is made of. Spans are in microseconds.
struct FigureRow: Sendable {
  var numerator: Int64?
  var denominator: Int64?
  var sampleCount: Int64?
  var mean: Double?
  var median: Double?
  var percentile90: Double?
  var maximum: Double?

  /// The sample of spans, in seconds.
  var spans: Sample? { sample(inMicroseconds: true) }

  /// The sample of values as they are.
  var values: Sample? { sample(inMicroseconds: false) }

  /// The share that the numerator is of the denominator.
  var ratio: Double? {
    guard let numerator, let denominator, denominator > 0 else { return nil }
    return Double(numerator) / Double(denominator)
  }

  private func sample(inMicroseconds: Bool) -> Sample? {
    guard let sampleCount, sampleCount > 0, let median, let percentile90 else { return nil }
    // Division keeps what multiplication by 1e-6, which is no binary fraction, would blur.
    func scaled(_ value: Double) -> Double { inMicroseconds ? value / 1e6 : value }
    return Sample(
      count: sampleCount,
      median: scaled(median),
      percentile90: scaled(percentile90),
      mean: mean.map(scaled),
      maximum: maximum.map(scaled)
    )
  }
}

extension FigureRow {
  /// A row of a sample, beside the number of things that have the values or lack them.
  init(_ sample: Sample?, of things: Int) {
    numerator = sample?.count ?? 0
    denominator = Int64(things)
    sampleCount = numerator
    mean = sample?.mean
    median = sample?.median
    percentile90 = sample?.percentile90
    maximum = sample?.maximum
  }

  /// A row of counts.
  init(_ numerator: Int?, of denominator: Int? = nil, sample: Int? = nil) {
    self.numerator = numerator.map(Int64.init)
    self.denominator = denominator.map(Int64.init)
    sampleCount = sample.map(Int64.init)
  }
}
