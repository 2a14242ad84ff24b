/// The rows of the five processes: each is a rule that its pack has to state.
enum ProcessRows {
  static let packs = ["atlas", "sarvanom", "octoacme", "dealscout", "involution"]

  static let rows: [String: [String]] = [
    "atlas": ids("ATL", 17),
    "sarvanom": ids("SAR", 15),
    "octoacme": ids("OCT", 17),
    "dealscout": ids("DSC", 17),
    "involution": ids("INV", 20),
  ]

  private static func ids(_ prefix: String, _ count: Int) -> [String] {
    (1...count).map { "\(prefix)-\($0 < 10 ? "0" : "")\($0)" }
  }
}
