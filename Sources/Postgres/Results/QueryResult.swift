internal import CLibpq

/// What a statement brought: its rows, or how many it changed.
///
/// ```swift
/// for (id, name) in try result.decode(as: (Int64, String).self) { … }
/// ```
public struct QueryResult: Sendable {
  /// Shared by all copies, and freed with the last.
  private final class Storage: Sendable {
    let handle: ResultHandle

    init(_ handle: consuming ResultHandle) { self.handle = handle }
  }

  private let storage: Storage

  init(_ handle: consuming ResultHandle) { storage = Storage(handle) }

  var status: ExecStatusType { storage.handle.status }

  func withHandle<T>(_ body: (borrowing ResultHandle) -> T) -> T { body(storage.handle) }

  public var rowCount: Int { storage.handle.rowCount }
  public var columnCount: Int { storage.handle.columnCount }

  /// The server's word for what it did: `INSERT 0 3`.
  public var commandTag: String { storage.handle.commandTag }

  /// The number of rows written or read, nil for a command that has none.
  public var affectedRows: Int? { storage.handle.affectedRows }

  public var columnNames: [String] { (0..<columnCount).map(columnName) }
  public var columnTypes: [PostgresType] { (0..<columnCount).map(columnType) }

  func columnName(_ column: Int) -> String { storage.handle.columnName(column) }
  func columnType(_ column: Int) -> PostgresType { storage.handle.columnType(column) }

  func bytes(row: Int, column: Int) -> UnsafeRawBufferPointer? {
    storage.handle.bytes(row: row, column: column)
  }
}
