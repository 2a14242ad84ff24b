internal import Postgres
internal import ReleaseRecords
internal import TransparencyLog

// What the database keeps beside the records and the tables of their kinds.
extension Ledger {
  /// Records, rows and tiles beyond the size that the head says.
  func checkSurplus(_ pass: inout VerificationPass) async throws {
    // Records may be appended meanwhile. Each statement asks for the size itself, so that it sees what is within it.
    let size: SQL = "(select size from ledger.head)"
    let surplus = try await withConnection { connection in
      try await connection.query(
        "select min(sequence), max(sequence) from ledger.record where sequence < 0 or sequence >= \(size)"
      )
      .single(as: (Int?, Int?).self)
    }
    if let first = surplus.0, let last = surplus.1 { pass.leaves.report(.tree(.surplus(first..<last + 1))) }
    let tiles = try await withConnection { connection in
      try await connection.query(
        """
        select level::bigint, tile_index from ledger.tile
        where level < 0 or tile_index < 0 or (tile_index + 1::numeric) * 256::numeric ^ (level + 1) > \(size)
        order by level, tile_index limit 10
        """
      )
      .decode(as: (Int64, Int64).self)
    }
    for (level, index) in tiles { pass.leaves.report(.surplusTile(level: level, index: index)) }
    for kind in RecordKind.allCases {
      let table = ProjectionColumns(kind).table
      let surplus = try await withConnection { connection in
        try await connection.query(
          "select sequence from ledger.\(identifier: table) where sequence < 0 or sequence >= \(size) limit 10"
        )
        .decode(as: Int64.self)
      }
      for sequence in surplus { pass.leaves.report(.surplusRow(sequence: sequence, table: table)) }
    }
  }

  /// Disclosures against the digests in the leaves.
  func checkDisclosures(_ pass: inout VerificationPass) async throws {
    let leaves = pass.leaves
    pass.leaves = try await withConnection { connection in
      try await connection.copyRows(
        """
        copy (
          select d.sequence, d.name, d.disclosure, r.leaf
          from ledger.disclosure d join ledger.record r using (sequence)
        ) to stdout (format binary)
        """,
        into: leaves
      ) { leaves, row in
        let (sequence, name, disclosure, leaf) = try row.decode(as: (Int64, String, String, [UInt8]).self)
        let sealed = leaf.withUnsafeBytes { LeafChecker.sealedText(in: $0)?[name]?.string }
        if sealed != Disclosure.digest(disclosure) || Disclosure.read(disclosure)?.name != name {
          leaves.report(.disclosure(sequence: sequence, name: name))
        }
      }
    }
  }

  /// Sealed texts that are gone without a redaction. There are none where the numbers add up, which spares the search.
  func checkErasedTexts(_ head: Head, _ pass: inout VerificationPass) async throws {
    let accountedFor = try await withConnection { connection in
      try await connection.query(
        """
        select (select count(*) from ledger.disclosure) + (
          select count(*) from (
            select distinct e.record, t.name
            from ledger.redaction_record e
            cross join lateral unnest(e.names) n (name)
            join ledger.record r on r.sequence = e.record
            cross join lateral jsonb_object_keys(convert_from(r.leaf, 'UTF8')::jsonb -> 'body' -> 'text') t (name)
            where t.name = n.name
              and not exists (select from ledger.disclosure d where d.sequence = r.sequence and d.name = t.name)
          ) erased
        )
        """
      )
      .single(as: Int64.self)
    }
    guard accountedFor != Int64(pass.leaves.sealedTextCount), pass.leaves.unreadable.isEmpty else { return }
    let rows = try await withConnection { connection in
      try await connection.query(
        """
        select r.sequence, t.name
        from ledger.record r
        cross join lateral jsonb_object_keys(convert_from(r.leaf, 'UTF8')::jsonb -> 'body' -> 'text') t (name)
        where r.sequence < \(head.size)
          and not exists (select from ledger.disclosure d where d.sequence = r.sequence and d.name = t.name)
          and not exists (select from ledger.redaction_record e where e.record = r.sequence and t.name = any (e.names))
        order by 1, 2 limit 1000
        """
      )
      .decode(as: (Int64, String).self)
    }
    for (sequence, name) in rows { pass.leaves.report(.missingText(sequence: sequence, name: name)) }
  }

  /// When the log last grew, by which no later record is older, against the last record.
  func checkClock(_ pass: inout VerificationPass) async throws {
    let isRight = try await withConnection { connection in
      try await connection.query(
        """
        select h.recorded_at = coalesce(r.recorded_at, '-infinity')
        from ledger.head h left join ledger.record r on r.sequence = h.size - 1
        """
      )
      .first(as: Bool.self)
    }
    if isRight == false { pass.leaves.report(.clock) }
  }

  /// Kept documents against the digests by which records name them.
  func checkDocuments(_ head: Head, _ pass: inout VerificationPass) async throws {
    let altered = try await withConnection { connection in
      try await connection.query(
        """
        select digest from ledger.document where digest <> 'sha256:' || encode(sha256(content), 'hex')
        order by kept_at limit 1000
        """
      )
      .decode(as: String.self)
    }
    for digest in altered { pass.leaves.report(.document(digest: digest)) }
    let lost = try await withConnection { connection in
      try await connection.query(
        """
        select min(p.sequence), p.digest from ledger.policy_record p
        where p.sequence < \(head.size) and not exists (select from ledger.document d where d.digest = p.digest)
        group by p.digest order by 1 limit 1000
        """
      )
      .decode(as: (Int64, String).self)
    }
    for (sequence, digest) in lost { pass.leaves.report(.missingDocument(sequence: sequence, digest: digest)) }
  }

  /// Which records no longer count, against the leaves that say so.
  func checkSuperseded(_ head: Head, _ pass: inout VerificationPass) async throws {
    let rows = try await withConnection { connection in
      try await connection.query(
        "select sequence, superseded_by from ledger.superseded where superseded_by < \(head.size)"
      )
      .decode(as: (Int64, Int64).self)
    }
    let kept = Set(
      rows.filter { pass.leaves.unreadable[$0.1] == nil }.map { LeafChecker.Superseded(sequence: $0.0, by: $0.1) }
    )
    for pair in kept.symmetricDifference(pass.leaves.superseded).sorted(by: {
      ($0.by, $0.sequence) < ($1.by, $1.sequence)
    }) {
      pass.leaves.report(.superseded(sequence: pair.sequence, by: pair.by))
    }
  }

  /// Identities against the digests in the people's records. Returns whether this user may see the directory.
  func checkDirectory(_ head: Head, _ pass: inout VerificationPass) async throws -> Bool {
    let rows: [(String, String, Bool)]
    do {
      rows = try await withConnection { connection in
        try await connection.query(
          """
          select identity, disclosure, exists (
            select from ledger.person_record p
            where p.person = i.person
              and p.identity_digest = ledger.base64url(sha256(convert_to(disclosure, 'UTF8')))
          )
          from ledger.identity i
          """
        )
        .decode(as: (String, String, Bool).self)
      }
    } catch LedgerError.notPermitted {
      return false
    }
    for (identity, disclosure, isRecorded) in rows where !isRecorded || Disclosure.read(disclosure)?.value != identity {
      pass.leaves.report(.identity(person: identity))
    }
    let gone = try await withConnection { connection in
      try await connection.query(
        """
        select p.sequence, p.person from ledger.person_record p
        where p.sequence < \(head.size) and p.identity_digest is not null
          and not exists (
            select from ledger.identity i
            where i.person = p.person
              and p.identity_digest = ledger.base64url(sha256(convert_to(i.disclosure, 'UTF8')))
          )
          and not exists (select from ledger.redaction_record e where e.person = p.person and e.sequence > p.sequence)
        order by 1 limit 1000
        """
      )
      .decode(as: (Int64, String).self)
    }
    for (sequence, person) in gone { pass.leaves.report(.missingIdentity(sequence: sequence, person: person)) }
    return true
  }
}
