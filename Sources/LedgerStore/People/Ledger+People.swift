internal import Postgres
internal import ReleaseRecords

extension Ledger {
  /// The random ids that stand for identities; who is new is entered into the directory.
  func findPeople(_ identities: [String]) async throws -> [String: String] {
    // A copy, since others may empty the cache while this waits for the database.
    var found = people
    let unknown = Set(identities).filter { found[$0] == nil }
    guard !unknown.isEmpty else { return found }
    let normalized = try await normalized(unknown)
    let rows = try await retrying { try await enrolled(Set(normalized.values)) }
    for (identity, person) in rows { found[identity] = person }
    for identity in unknown {
      found[identity] = normalized[identity].flatMap { found[$0] }
      people[identity] = found[identity]
    }
    return found
  }

  /// Identities in the one form in which they are compared, without regard to case, to how an accent or a letter's width
  /// is written, to spaces around and to what cannot be seen, and of `Name <address>` the address: nobody approves their
  /// own change by spelling themselves anew.
  private func normalized(_ identities: some Collection<String>) async throws -> [String: String] {
    let all = Array(Set(identities))
    let lowercase = all.map { Self.plain($0).lowercased() }
    guard !lowercase.allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } }) else {
      return Dictionary(uniqueKeysWithValues: zip(all, lowercase))
    }
    let composed = try await withConnection { connection in
      try await connection.query(
        "select normalize(lower(normalize(i, nfkc)), nfc) from unnest(\(lowercase)) with ordinality u (i, n) order by n"
      )
      .decode(as: String.self)
    }
    return Dictionary(uniqueKeysWithValues: zip(all, composed))
  }

  /// An identity without what cannot be seen; of a name with an address, the address.
  private static func plain(_ identity: String) -> String {
    var seen = Substring(identity.visible)
    if seen.last == ">", let start = seen.lastIndex(of: "<") {
      let address = seen[seen.index(after: start)...].dropLast()
      if address.contains("@") { seen = address }
    }
    let plain = seen.drop(while: \.isWhitespace)
    guard let last = plain.lastIndex(where: { !$0.isWhitespace }) else { return identity }
    return String(plain[...last])
  }

  private func enrolled(_ identities: Set<String>) async throws -> [(String, String)] {
    let known = try await ids(of: identities)
    let new = identities.subtracting(known.keys).sorted()
    let rows = known.map { ($0.key, $0.value) }
    guard !new.isEmpty else { return rows }
    return try await rows + enrol(new, as: new.map { _ in base64URL(randomBytes(16)) })
  }

  /// Enters identities into the directory under ids, new ones or one that the person has already.
  private func enrol(_ identities: [String], as ids: [String]) async throws -> [(String, String)] {
    try await compareWithMemory()
    let disclosures = identities.map { Disclosure(name: "identity", value: $0) }
    let bodies = try zip(ids, disclosures).map { id, disclosure in
      let record = Record(.person, data: ["person": .string(id), "identity_digest": .string(disclosure.digest)])
      return String(decoding: try record.body(people: { $0 }, text: { $1 }), as: UTF8.self)
    }
    return try await withConnection { connection in
      try await connection.query(
        "select identity, person from ledger.enrol(\(identities), \(disclosures.map(\.text)), \(bodies))"
      )
      .decode(as: (String, String).self)
    }
  }

  /// Notes that an identity belongs to a person who is known under another one.
  ///
  /// An identity with an id of its own keeps it, and a record says that both ids stand for the same person. Only a
  /// steward may do this.
  public func addAlias(_ alias: String, of identity: String) async throws {
    guard !alias.isEmpty else {
      throw LedgerError.refused("the alias is empty", detail: nil, hint: "name a login or an e-mail address")
    }
    let known = try await ids(of: [alias, identity])
    guard let person = known[identity] else {
      throw LedgerError.refused(
        "nobody is known as \(identity)",
        detail: nil,
        hint: "name the identity that records have been made with"
      )
    }
    guard let other = known[alias] else {
      _ = try await enrol(Array(normalized([alias]).values), as: [person])
      return
    }
    guard other != person else { return }
    try await append(Record(.person, data: ["person": .string(other), "same_as": .string(person)]))
  }

  /// The identities behind ids, as far as the directory has them and this user may see them.
  ///
  /// - Returns: one identity for each id, the first in alphabetical order.
  public func identities(of ids: some Collection<String>) async throws -> [String: String] {
    guard !ids.isEmpty else { return [:] }
    let ids = Array(Set(ids))
    let rows = try await withConnection { connection in
      try await connection.query(
        "select person, min(identity) from ledger.identity where person = any (\(ids)) group by 1"
      )
      .decode(as: (String, String).self)
    }
    return Dictionary(rows) { first, _ in first }
  }

  /// The ids behind identities, as far as they are known.
  public func ids(of identities: some Collection<String>) async throws -> [String: String] {
    guard !identities.isEmpty else { return [:] }
    let normalized = try await normalized(identities)
    let rows = try await withConnection { connection in
      try await connection.query("select identity, person from ledger.find_people(\(Array(normalized.values)))")
        .decode(as: (String, String).self)
    }
    let known = Dictionary(rows) { first, _ in first }
    return normalized.compactMapValues { known[$0] }
  }

  /// Erases every identity of a person from the directory, and appends the redaction. Only a steward may do this.
  ///
  /// - Returns: the redaction's position, and the number of identities erased.
  public func forget(_ identity: String, authority: String) async throws -> (sequence: Int64, erased: Int64) {
    guard let person = try await ids(of: [identity])[identity] else {
      throw LedgerError.refused("nobody is known as \(identity)", detail: nil, hint: nil)
    }
    people = people.filter { $0.value != person }
    return try await erase(["person": .string(person), "authority": .string(authority)])
  }

  /// Erases the words of a record, and appends the redaction. Only a steward may do this.
  ///
  /// - Returns: the redaction's position, and the number of texts erased.
  public func redact(
    record sequence: Int64,
    texts: [String],
    authority: String
  ) async throws -> (sequence: Int64, erased: Int64) {
    try await erase([
      "record": .number(Double(sequence)), "names": .array(texts.map { .string($0) }), "authority": .string(authority),
    ])
  }

  private func erase(_ data: JSONObject) async throws -> (sequence: Int64, erased: Int64) {
    try await compareWithMemory()
    let body = String(decoding: try Record(.redaction, data: data).body(people: { $0 }, text: { $1 }), as: UTF8.self)
    return try await withConnection { connection in
      try await connection.query("select sequence, erased from ledger.erase(\(body))").single(as: (Int64, Int64).self)
    }
  }
}
