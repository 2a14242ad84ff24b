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
    let lowercase = all.map(\.comparableIdentity)
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
  /// - Returns: one identity for each id, the one that it was given for.
  public func identities(of ids: some Collection<String>) async throws -> [String: String] {
    guard !ids.isEmpty else { return [:] }
    let ids = Array(Set(ids))
    let rows = try await withConnection { connection in
      try await connection.query(
        """
        select distinct on (i.person) i.person, i.identity
        from ledger.identity i
        where i.person = any (\(ids))
        order by i.person, ledger.since(i), i.identity
        """
      )
      .decode(as: (String, String).self)
    }
    return Dictionary(rows) { first, _ in first }
  }

  /// The ids behind identities, as far as they were known when the log had so many records; now where nothing is said.
  public func ids(of identities: some Collection<String>, size: Int64? = nil) async throws -> [String: String] {
    guard !identities.isEmpty else { return [:] }
    let normalized = try await normalized(identities)
    let rows = try await withConnection { connection in
      try await connection.query(
        "select identity, person from ledger.find_people(\(Array(normalized.values)), \(size))"
      )
      .decode(as: (String, String).self)
    }
    let known = Dictionary(rows) { first, _ in first }
    return normalized.compactMapValues { known[$0] }
  }

  /// Erases every identity of a person from the directory, under whichever ids, and appends a redaction for each id. Only a
  /// steward may do this.
  ///
  /// - Returns: the last redaction's position, and the number of identities erased.
  public func forget(_ identity: String, authority: String) async throws -> (sequence: Int64, erased: Int64) {
    guard let person = try await ids(of: [identity])[identity] else {
      throw LedgerError.refused("nobody is known as \(identity)", detail: nil, hint: nil)
    }
    try await compareWithMemory()
    let erasures = try await withConnection { connection in
      try await connection.transaction {
        let known = try await connection.query(Self.identified(as: person)).decode(as: String.self)
        var erasures: [(sequence: Int64, erased: Int64)] = []
        for id in known {
          let redaction: JSONObject = ["person": .string(id), "authority": .string(authority)]
          erasures.append(try await Self.erase(redaction, on: connection))
        }
        return erasures
      }
    }
    // Somebody else may have been quicker.
    guard let last = erasures.last else {
      throw LedgerError.refused("nobody is known as \(identity)", detail: nil, hint: nil)
    }
    people = [:]
    return (last.sequence, erasures.reduce(0) { $0 + $1.erased })
  }

  /// The ids under which the directory knows somebody.
  private static func identified(as person: String) -> SQL {
    """
    with recursive same (person) as (
      select \(person)::text
      union
      select case r.person when s.person then r.same_as else r.person end
      from same s join ledger.person_record r on s.person in (r.person, r.same_as)
      where r.same_as is not null
    )
    select distinct i.person from ledger.identity i join same s using (person) order by 1
    """
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
    return try await withConnection { try await Self.erase(data, on: $0) }
  }

  private static func erase(
    _ data: JSONObject,
    on connection: PostgresConnection
  ) async throws -> (sequence: Int64, erased: Int64) {
    let body = String(decoding: try Record(.redaction, data: data).body(people: { $0 }, text: { $1 }), as: UTF8.self)
    return try await connection.query("select sequence, erased from ledger.erase(\(body))")
      .single(as: (Int64, Int64).self)
  }
}
