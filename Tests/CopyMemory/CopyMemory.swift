import Glibc
import Postgres

/// Copies a gibibyte out of a server or into it, and prints by how many bytes the most memory that this process had at
/// once grew meanwhile. A process of its own, since nothing else takes memory in it.
///
///     copy-memory URL rows|chunks|in
@main
struct CopyMemory {
  static let gibibyte = 1 << 30

  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else { fatalError("usage: copy-memory URL rows|chunks|in") }
    let connection = try await PostgresConnection.connect(ConnectionConfiguration(arguments[1]))
    if arguments[2] == "in" { try await connection.execute(script: "create temp table t (data bytea)") }
    let before = peak()
    let size =
      switch arguments[2] {
      case "rows": try await rowsOut(connection)
      case "chunks": try await chunksOut(connection)
      default: try await rowsIn(connection)
      }
    guard size == gibibyte else { fatalError("\(size) bytes were copied") }
    print(peak() - before)
  }

  static func rowsOut(_ connection: PostgresConnection) async throws -> Int {
    try await connection.copyRows(
      "copy (select repeat('x', 65536) from generate_series(1, 16384)) to stdout (format binary)",
      into: 0
    ) { size, row in size += try row.bytes(0).count }
  }

  /// Reads more slowly than the server writes, which has to wait then.
  static func chunksOut(_ connection: PostgresConnection) async throws -> Int {
    var (size, count) = (0, 0)
    try await connection.copyOut("copy (select repeat('x', 65535) from generate_series(1, 16384)) to stdout") {
      chunks in
      for try await chunk in chunks {
        size += chunk.count
        count += 1
        if count % 1024 == 0 { try await Task.sleep(for: .milliseconds(10)) }
      }
    }
    return size
  }

  /// The server reads and checks all rows, and keeps none.
  static func rowsIn(_ connection: PostgresConnection) async throws -> Int {
    let data = [UInt8](repeating: 120, count: 65_536)
    var size = 0
    let kept = try await connection.copyIn("copy t from stdin (format binary) where false") { copy in
      for _ in 1...16_384 {
        try await copy.write(row: data)
        size += data.count
      }
    }
    return size + kept
  }

  static func peak() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }
}
