internal import Postgres
internal import ReleaseRecords
internal import TransparencyLog

// What the database keeps beside the records and the tables of their kinds.
extension Ledger {
  /// Records and rows beyond the size that the head says.
  func checkSurplus(_ head: Head, _ pass: inout VerificationPass) async throws {
    // Records may have been appended meanwhile: those are within the head of now.
    let now = try await self.head()
    let last = try await withConnection { connection in
      try await connection.query("select max(sequence) from ledger.record where sequence >= \(now.size)")
        .single(as: Int64?.self)
    }
    if let last { pass.leaves.report(.tree(.surplus(Int(now.size)..<Int(last) + 1))) }
    for kind in RecordKind.allCases {
      let table = ProjectionColumns(kind).table
      let surplus = try await withConnection { connection in
        try await connection.query(
          "select sequence from ledger.\(identifier: table) where sequence < 0 or sequence >= \(now.size) limit 10"
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
        let sealed = try? LedgerRecord(leaf: leaf).sealedText[name]
        if sealed != Disclosure.digest(disclosure) || Disclosure.read(disclosure)?.name != name {
          leaves.report(.disclosure(sequence: sequence, name: name))
        }
      }
    }
  }

  /// Which records no longer count, against the leaves that say so.
  func checkSuperseded(_ head: Head, _ pass: inout VerificationPass) async throws {
    let rows = try await withConnection { connection in
      try await connection.query(
        "select sequence, superseded_by from ledger.superseded where superseded_by < \(head.size)"
      )
      .decode(as: (Int64, Int64).self)
    }
    let kept = Set(rows.map { LeafChecker.Superseded(sequence: $0.0, by: $0.1) })
    for pair in kept.symmetricDifference(pass.leaves.superseded).sorted(by: {
      ($0.by, $0.sequence) < ($1.by, $1.sequence)
    }) {
      pass.leaves.report(.superseded(sequence: pair.sequence, by: pair.by))
    }
  }

  /// Identities against the digests in the people's records. Returns whether this user may see the directory.
  func checkDirectory(_ pass: inout VerificationPass) async throws -> Bool {
    let rows: [(String, String, Bool)]
    do {
      rows = try await withConnection { connection in
        try await connection.query(
          """
          select identity, disclosure, exists (
            select from ledger.person_record p
            where p.person = i.person
              and p.identity_digest = rtrim(translate(encode(sha256(convert_to(disclosure, 'UTF8')), 'base64'), '+/', '-_'), '=')
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
    return true
  }
}
