/// What the notes give numbers to.
enum NotedKind: String, Sendable {
  case service, version, deployment, incident, rollback
}

/// Numbers from the notes, of which the names are to be read.
struct NoteNumbers: Sendable {
  private var numbers: [NotedKind: Set<Int32>] = [:]

  var isEmpty: Bool { numbers.isEmpty }

  subscript(kind: NotedKind) -> [Int32] { numbers[kind]?.sorted() ?? [] }

  mutating func insert(_ kind: NotedKind, _ number: Int32) {
    numbers[kind, default: []].insert(number)
  }

  mutating func formUnion(_ kind: NotedKind, _ others: Set<Int32>) {
    numbers[kind, default: []].formUnion(others)
  }
}

/// The names of what the notes have numbers for, as far as they were read.
struct NoteNames: Sendable {
  private struct Key: Hashable {
    var kind: NotedKind
    var number: Int32
  }

  private var names: [Key: String] = [:]

  mutating func insert(_ kind: NotedKind, _ number: Int32, _ name: String) {
    names[Key(kind: kind, number: number)] = name
  }

  /// - Throws: ``MetricsError/unexpected(_:)`` for a number whose name was not read.
  func name(_ kind: NotedKind, _ number: Int32) throws -> String {
    guard let name = names[Key(kind: kind, number: number)] else {
      throw MetricsError.unexpected("no name for \(kind) number \(number)")
    }
    return name
  }

  /// What counts where records differ: the last by name, in the order of the database's collation "C", byte by byte.
  func last(_ kind: NotedKind, of numbers: Set<Int32>) throws -> Int32? {
    guard numbers.count > 1 else { return numbers.first }
    return try numbers.max {
      try name(kind, $0).utf8.lexicographicallyPrecedes(try name(kind, $1).utf8)
    }
  }
}
