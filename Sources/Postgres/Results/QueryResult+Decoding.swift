extension QueryResult {
  /// Every row as a tuple, column by column.
  ///
  /// ```swift
  /// let releases = try result.decode(as: (String, Timestamp?).self)
  /// ```
  /// - Throws: ``PostgresError/decoding(_:)``, naming the column; ``PostgresError/misuse(_:)`` when the number of
  ///   columns is another.
  public func decode<each Column: PostgresDecodable>(
    as _: (repeat each Column).Type
  ) throws -> [(repeat each Column)] {
    try checkColumnCount(of: repeat (each Column).self)
    var rows: [(repeat each Column)] = []
    rows.reserveCapacity(rowCount)
    for row in 0..<rowCount {
      var cursor = Cursor(result: self, row: row)
      rows.append((repeat try cursor.next(as: (each Column).self)))
    }
    return rows
  }

  /// The first row, nil when there is none.
  public func first<each Column: PostgresDecodable>(
    as _: (repeat each Column).Type
  ) throws -> (repeat each Column)? {
    try checkColumnCount(of: repeat (each Column).self)
    guard rowCount > 0 else { return nil }
    var cursor = Cursor(result: self, row: 0)
    return (repeat try cursor.next(as: (each Column).self))
  }

  /// The only row; to have none or several is an error.
  public func single<each Column: PostgresDecodable>(
    as _: (repeat each Column).Type
  ) throws -> (repeat each Column) {
    try checkColumnCount(of: repeat (each Column).self)
    guard rowCount == 1 else { throw PostgresError.misuse("one row was expected, and \(rowCount) came") }
    var cursor = Cursor(result: self, row: 0)
    return (repeat try cursor.next(as: (each Column).self))
  }

  /// One value.
  public func value<Value: PostgresDecodable>(row: Int, column: Int, as _: Value.Type = Value.self) throws -> Value {
    guard (0..<rowCount).contains(row), (0..<columnCount).contains(column) else {
      throw PostgresError.misuse(
        "there is no row \(row), column \(column) in \(rowCount) rows of \(columnCount) columns"
      )
    }
    return try decodeValue(row: row, column: column)
  }

  private func checkColumnCount<each Column>(of _: repeat (each Column).Type) throws {
    var expected = 0
    for _ in repeat (each Column).self { expected += 1 }
    guard expected == columnCount else {
      throw PostgresError.misuse("\(expected) columns were expected, and the statement has \(columnCount)")
    }
  }

  private func decodeValue<Value: PostgresDecodable>(row: Int, column: Int) throws -> Value {
    let type = columnType(column)
    do {
      return try Value(from: PostgresValue(type: type, bytes: bytes(row: row, column: column)))
    } catch let mismatch as ValueMismatch {
      throw PostgresError.decoding(
        DecodingFailure(
          column: columnName(column),
          columnIndex: column,
          row: row,
          type: type,
          expected: "\(Value.self)",
          reason: mismatch.reason
        )
      )
    }
  }

  /// Goes through a row's columns from left to right.
  private struct Cursor {
    let result: QueryResult
    let row: Int
    var column = 0

    init(result: QueryResult, row: Int) {
      self.result = result
      self.row = row
    }

    mutating func next<Value: PostgresDecodable>(as _: Value.Type) throws -> Value {
      defer { column += 1 }
      return try result.decodeValue(row: row, column: column)
    }
  }
}
