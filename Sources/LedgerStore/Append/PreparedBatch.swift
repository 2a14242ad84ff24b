internal import ReleaseRecords

/// Records as the database takes them: canonical bodies with people and words replaced, and the words sealed beside.
package struct PreparedBatch: Sendable {
  private(set) var bodies: [String] = []
  private(set) var keys: [String?] = []
  /// For each disclosure the record it belongs to, counted from 1.
  private(set) var disclosureOf: [Int32] = []
  private(set) var disclosures: [String] = []

  var count: Int { bodies.count }

  package var lastKey: String? { keys.last ?? nil }

  /// Whether all of it may be sent again after an unknown outcome.
  var isRepeatable: Bool { !keys.contains(nil) }

  mutating func add(_ record: Record, people: [String: String]) throws {
    let position = Int32(bodies.count + 1)
    var sealed: [String] = []
    let body = try record.body(
      people: { identity in
        guard let person = people[identity] else { throw LedgerError.corrupt(sequence: nil, "nobody is \(identity)") }
        return person
      },
      text: { name, value in
        let disclosure = Disclosure(name: name, value: value)
        sealed.append(disclosure.text)
        return disclosure.digest
      }
    )
    bodies.append(String(decoding: body, as: UTF8.self))
    keys.append(record.key)
    disclosures += sealed
    disclosureOf += sealed.map { _ in position }
  }

  mutating func add(_ other: PreparedBatch) {
    let offset = Int32(bodies.count)
    bodies += other.bodies
    keys += other.keys
    disclosures += other.disclosures
    disclosureOf += other.disclosureOf.map { $0 + offset }
  }
}
