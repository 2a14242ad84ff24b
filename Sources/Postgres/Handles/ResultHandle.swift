internal import CLibpq

/// Owns one `PGresult`.
///
/// libpq never changes a result once it has handed it out, so it may be read from any thread.
struct ResultHandle: ~Copyable, @unchecked Sendable {
  private let pointer: OpaquePointer

  init(owning pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit {
    PQclear(pointer)
  }

  var status: ExecStatusType { PQresultStatus(pointer) }
  var rowCount: Int { Int(PQntuples(pointer)) }
  var columnCount: Int { Int(PQnfields(pointer)) }

  /// The server's word for what it did: `INSERT 0 3`.
  var commandTag: String { String(cString: PQcmdStatus(pointer)) }

  /// The number of rows written or read, nil for a command that has none.
  var affectedRows: Int? { Int(String(cString: PQcmdTuples(pointer))) }

  /// For a COPY, whether it is in the binary format.
  var isBinaryCopy: Bool { PQbinaryTuples(pointer) == 1 }

  func columnName(_ column: Int) -> String {
    PQfname(pointer, Int32(column)).map { String(cString: $0) } ?? ""
  }

  func columnType(_ column: Int) -> PostgresType {
    PostgresType(rawValue: PQftype(pointer, Int32(column)))
  }

  /// The bytes of one value, nil for null; they live as long as this handle.
  func bytes(row: Int, column: Int) -> UnsafeRawBufferPointer? {
    let row = Int32(row)
    let column = Int32(column)
    guard PQgetisnull(pointer, row, column) == 0 else { return nil }
    let length = Int(PQgetlength(pointer, row, column))
    return UnsafeRawBufferPointer(start: PQgetvalue(pointer, row, column), count: length)
  }

  /// What the server said of a failure, nil where it was the client library that spoke.
  var serverError: ServerError? { ServerError(result: pointer) }

  /// The whole text of a failure, for those the client library reports by itself.
  var errorText: String { String(cString: PQresultErrorMessage(pointer)) }
}
