internal import CLibpq

extension ServerError {
  /// What the server said of a failure or a notice, nil where it was the client library that spoke.
  ///
  /// Reads the result and leaves it to its owner.
  init?(result: OpaquePointer) {
    func field(_ code: Unicode.Scalar) -> String? {
      PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
    }
    guard let sqlState = field("C") else { return nil }
    self.init(
      severity: field("V") ?? field("S") ?? "ERROR",
      sqlState: SQLState(rawValue: sqlState),
      message: field("M") ?? "",
      detail: field("D"),
      hint: field("H"),
      position: field("P").flatMap { Int($0) },
      context: field("W"),
      schema: field("s"),
      table: field("t"),
      column: field("c"),
      dataType: field("d"),
      constraint: field("n")
    )
  }
}
