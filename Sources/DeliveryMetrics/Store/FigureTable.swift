/// The rows that the figure functions returned for one period, by figure, dimension and bucket.
struct FigureTable: Sendable {
  struct Key: Hashable, Sendable {
    var figure: String
    var dimension: String?
    var bucket: String?
  }

  private var rows: [Key: FigureRow] = [:]
  private(set) var leadTimeBins: [Int64: Int64] = [:]
  var undelivered: Int64 = 0

  mutating func insert(_ row: FigureRow, figure: String, dimension: String? = nil, bucket: String?) {
    if figure == "lead_time_bin" {
      leadTimeBins[row.sampleCount ?? 0] = row.numerator ?? 0
    } else {
      rows[Key(figure: figure, dimension: dimension, bucket: bucket)] = row
    }
  }

  subscript(figure: String, dimension: String? = nil, bucket bucket: String? = nil) -> FigureRow? {
    rows[Key(figure: figure, dimension: dimension, bucket: bucket)]
  }

  /// The numerator of a row that counts something; 0 where nothing was there to count.
  func count(_ figure: String, _ dimension: String? = nil, bucket: String? = nil) -> Int64 {
    self[figure, dimension, bucket: bucket]?.numerator ?? 0
  }
}
