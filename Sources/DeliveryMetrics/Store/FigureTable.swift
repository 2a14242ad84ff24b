/// What the figures of one period are made of, by figure, dimension and bucket.
struct FigureTable: Sendable {
  struct Key: Hashable, Sendable {
    var figure: String
    var dimension: String?
    var bucket: String?
  }

  private var rows: [Key: FigureRow] = [:]
  /// How many lead times lie in each bin from ``MetricsReader/leadTimeEdges`` on.
  var leadTimeBins = Array(repeating: 0 as Int64, count: MetricsReader.leadTimeEdges.count)
  var undelivered: Int64 = 0

  mutating func insert(_ row: FigureRow, figure: String, dimension: String? = nil, bucket: String?) {
    rows[Key(figure: figure, dimension: dimension, bucket: bucket)] = row
  }

  subscript(figure: String, dimension: String? = nil, bucket bucket: String? = nil) -> FigureRow? {
    rows[Key(figure: figure, dimension: dimension, bucket: bucket)]
  }

  /// The numerator of a row that counts something; 0 where nothing was there to count.
  func count(_ figure: String, _ dimension: String? = nil, bucket: String? = nil) -> Int64 {
    self[figure, dimension, bucket: bucket]?.numerator ?? 0
  }
}
