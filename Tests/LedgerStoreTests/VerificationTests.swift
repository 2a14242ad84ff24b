import LedgerStore
import Postgres
import PostgresTestServer
import ReleaseRecords
import Testing
import TransparencyLog

@Suite("Verifying finds what a superuser altered:")
struct VerificationTests {
  struct Tampering: Sendable, CustomTestStringConvertible {
    let name: String
    let sql: String
    /// What a finding says, in words.
    let finding: String
    var testDescription: String { name }

    init(_ name: String, _ sql: String, finds finding: String) {
      self.name = name
      self.sql = sql
      self.finding = finding
    }
  }

  /// The log that is tampered with: person 0, approval 1 with words, gates 2 to 601, correction 602 of gate 2.
  private func fill(_ ledger: Ledger) async throws {
    try await ledger.append(.approval(by: "ann", comment: "go"))
    try await ledger.append((2..<602).map { .gate($0) })
    try await ledger.append(
      Record(.correction, data: ["record": 2, "authority": "qa"], text: ["reason": "a mistake"])
    )
  }

  private static let otherLeaf = "convert_to(replace(convert_from(leaf, 'UTF8'), 'passed', 'failed'), 'UTF8')"

  static let tamperings = [
    Tampering(
      "a leaf in a full tile",
      "update ledger.record set leaf = \(otherLeaf) where sequence = 100",
      finds: "record 100 altered: not what the tree's hashes say"
    ),
    Tampering(
      "a leaf right of the full tiles",
      "update ledger.record set leaf = \(otherLeaf) where sequence = 601",
      finds: "record 601: the column leaf_hash is not what its leaf says"
    ),
    Tampering(
      "a leaf with the hash beside it",
      """
      update ledger.record set leaf = \(otherLeaf) where sequence = 100;
      update ledger.record set leaf_hash = sha256('\\x00'::bytea || leaf) where sequence = 100
      """,
      finds: "record 100 altered: not what the tree's hashes say"
    ),
    Tampering(
      "a leaf right of the full tiles with the hash beside it",
      """
      update ledger.record set leaf = \(otherLeaf) where sequence = 601;
      update ledger.record set leaf_hash = sha256('\\x00'::bytea || leaf) where sequence = 601
      """,
      finds: "record 601: its row in gate_record has outcome"
    ),
    Tampering(
      "a leaf with the row made from it",
      """
      update ledger.record set leaf = \(otherLeaf) where sequence = 100;
      update ledger.gate_record set outcome = 'failed' where sequence = 100
      """,
      finds: "record 100 altered"
    ),
    Tampering(
      "a leaf with its tile's hash",
      """
      update ledger.record set leaf = \(otherLeaf) where sequence = 0;
      update ledger.record set leaf = \(otherLeaf) where sequence = 100;
      update ledger.tile set hashes = overlay(hashes placing
        (select sha256('\\x00'::bytea || leaf) from ledger.record where sequence = 100) from 3201)
      where tile_index = 0
      """,
      finds: "something among records 0 to 255 altered: not what the root of a tile of level 0 says"
    ),
    Tampering(
      "a leaf that is no JSON any more",
      "update ledger.record set leaf = 'gone' where sequence = 100",
      finds: "record 100 is no record as this ledger writes them"
    ),
    Tampering(
      "a record deleted from the middle",
      "delete from ledger.record where sequence = 300",
      finds: "record 300 missing"
    ),
    Tampering(
      "records deleted from the middle",
      "delete from ledger.record where sequence between 200 and 599",
      finds: "records 200 to 599 missing"
    ),
    Tampering(
      "the tail cut off",
      "delete from ledger.record where sequence >= 600",
      finds: "records 600 to 602 missing"
    ),
    Tampering(
      "a record inserted after the last",
      """
      insert into ledger.record (sequence, kind, recorded_at, recorded_by, leaf, leaf_hash)
      select 603, kind, recorded_at, recorded_by, leaf, leaf_hash from ledger.record where sequence = 5
      """,
      finds: "record 603 beyond the size in the log's head"
    ),
    Tampering(
      "a record inserted in the place of another",
      """
      delete from ledger.record where sequence = 9;
      insert into ledger.record (sequence, kind, service, version, recorded_at, recorded_by, leaf, leaf_hash)
      select 9, kind, service, version, recorded_at, recorded_by, leaf, leaf_hash from ledger.record where sequence = 5
      """,
      finds: "record 9 altered"
    ),
    Tampering(
      "a record before the first",
      """
      insert into ledger.record (sequence, kind, recorded_at, recorded_by, leaf, leaf_hash)
      select -1, kind, recorded_at, recorded_by, leaf, leaf_hash from ledger.record where sequence = 5
      """,
      finds: "record -1 beyond the size in the log's head"
    ),
    Tampering(
      "the head's size, huge",
      "update ledger.head set size = 1::bigint << 40",
      finds: "records 603 to 1099511627775 missing"
    ),
    Tampering(
      "two records exchanged",
      """
      update ledger.record a set leaf = b.leaf from ledger.record b
      where (a.sequence, b.sequence) in ((10, 11), (11, 10))
      """,
      finds: "records 10 to 11 altered"
    ),
    Tampering(
      "a column beside the leaf",
      "update ledger.record set service = 'other' where sequence = 7",
      finds: "record 7: the column service is not what its leaf says"
    ),
    Tampering(
      "who recorded",
      "update ledger.record set recorded_by = 'somebody' where sequence = 7",
      finds: "record 7: the column recorded_by is not what its leaf says"
    ),
    Tampering(
      "when it was recorded, to before 1970",
      "update ledger.record set recorded_at = '1960-01-01 00:00:00.5+00' where sequence = 7",
      finds: "record 7: the column recorded_at is not what its leaf says"
    ),
    Tampering(
      "when it was recorded, to before the one before",
      "update ledger.record set recorded_at = recorded_at - interval '1 day' where sequence = 7",
      finds: "it was recorded before the record that stands before it"
    ),
    Tampering(
      "when it was recorded, to never",
      "update ledger.record set recorded_at = 'infinity' where sequence = 7",
      finds: "record 7: the column recorded_at is not what its leaf says"
    ),
    Tampering(
      "when it happened",
      "update ledger.record set occurred_at = '-infinity' where sequence = 7",
      finds: "record 7: the column occurred_at is not what its leaf says"
    ),
    Tampering(
      "a value of a kind's table",
      "update ledger.gate_record set outcome = 'failed' where sequence = 400",
      finds: #"record 400: its row in gate_record has outcome "failed", the log has "passed""#
    ),
    Tampering(
      "a value added to a kind's table",
      "update ledger.gate_record set tool = 'x' where sequence = 400",
      finds: #"record 400: its row in gate_record has tool "x", the log has nothing"#
    ),
    Tampering(
      "a time in a kind's table, to never",
      "update ledger.gate_record set started_at = 'infinity' where sequence = 400",
      finds: "record 400: its row in gate_record has started_at"
    ),
    Tampering(
      "the time by which reports count",
      "update ledger.gate_record set effective_at = effective_at - interval '1 year' where sequence = 400",
      finds: "record 400: its row in gate_record has another effective_at than the log"
    ),
    Tampering(
      "a row taken from a kind's table",
      "delete from ledger.gate_record where sequence = 400",
      finds: "record 400: its row in gate_record is missing"
    ),
    Tampering(
      "a row added to a kind's table",
      "insert into ledger.flag_record select 5, service, version, null, effective_at, 'f', 't', 'a', 'b' from ledger.gate_record where sequence = 5",
      finds: "a row in"
    ),
    Tampering(
      "a row of the future added to a kind's table",
      "insert into ledger.gate_record (sequence, service, effective_at, gate, outcome) values (9999, 's', now(), 'g', 'passed')",
      finds: "a row in gate_record says it is of record 9999, which has none there"
    ),
    Tampering(
      "words",
      "update ledger.disclosure set disclosure = 'WyJzYWx0IiwiY29tbWVudCIsIm5vIl0' where sequence = 1",
      finds: #"record 1: the text "comment" is not the one that was sealed"#
    ),
    Tampering(
      "words erased without a redaction",
      "delete from ledger.disclosure where sequence = 602",
      finds: #"record 602: the text "reason" is gone, and no redaction says that it was erased"#
    ),
    Tampering(
      "who a person is",
      "update ledger.identity set identity = 'eve'",
      finds: "the identity of person eve is not the one that was recorded"
    ),
    Tampering(
      "a person forgotten without a redaction",
      "delete from ledger.identity",
      finds: "record 0: the identity of person"
    ),
    Tampering(
      "a document",
      "select ledger.keep_document('text/plain', 'one'); update ledger.document set content = 'two'",
      finds: "the document sha256:7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed has another content"
    ),
    Tampering(
      "a correction taken back",
      "delete from ledger.superseded",
      finds: "record 2: that record 602 supersedes it is in one only of the log and the table"
    ),
    Tampering(
      "a correction made up",
      "insert into ledger.superseded values (3, 602)",
      finds: "record 3: that record 602 supersedes it is in one only of the log and the table"
    ),
    Tampering(
      "words erased, and as many others redacted that never were",
      """
      delete from ledger.disclosure where sequence = 602;
      select ledger.append(
        array['{"data":{"authority":"a","names":["nothing"],"record":1},"kind":"redaction"}'], array[null])
      """,
      finds: #"record 602: the text "reason" is gone, and no redaction says that it was erased"#
    ),
    Tampering(
      "a function that counts",
      """
      create or replace function metrics.counted_incident(size bigint, services integer[], environment integer)
      returns setof metrics.noted_incident language sql stable as 'select * from metrics.noted_incident where false'
      """,
      finds: "function metrics.counted_incident(size bigint, services integer[], environment integer) is not the one"
    ),
    Tampering(
      "a function's search path",
      "alter function ledger.append(text[], text[], integer[], text[], text) set search_path = public, pg_catalog",
      finds:
        "function ledger.append(bodies text[], keys text[], disclosure_of integer[], disclosures text[], after text) is not the"
    ),
    Tampering(
      "a view",
      """
      create or replace view metrics.mentioned_word as
      select * from (values (1::bigint, 'x'::text)) v (sequence, name)
      """,
      finds: "view metrics.mentioned_word in PostgreSQL"
    ),
    Tampering(
      "a trigger switched off",
      "alter table ledger.record disable trigger append_only",
      finds: "the trigger append_only on ledger.record is not the one that this program made"
    ),
    Tampering(
      "a rule that swallows rows",
      "create rule quiet as on insert to ledger.checkpoint do instead nothing",
      finds: "the rule quiet on ledger.checkpoint is none that this program made"
    ),
    Tampering(
      "a function that runs with another's rights",
      "alter function ledger.since(ledger.identity) owner to current_user",
      finds: "the access to function ledger.since(known ledger.identity) is not the one that this program made"
    ),
    Tampering(
      "a right to change a column",
      "grant update (kind) on ledger.record to public",
      finds: "the access to table ledger.record is not the one that this program made"
    ),
    Tampering(
      "when the log last grew",
      "update ledger.head set recorded_at = recorded_at + interval '1 year'",
      finds: "the log's head says another time than the last record"
    ),
    Tampering(
      "the head's size, smaller",
      "update ledger.head set size = 512, frontier = (select root from ledger.tile where tile_index = 0)",
      finds: "beyond the size in the log's head"
    ),
    Tampering(
      "the head's edge",
      "update ledger.head set frontier = overlay(frontier placing '\\x00'::bytea from 20)",
      finds: "not what the log's head says"
    ),
    Tampering(
      "the hash beside a leaf",
      "update ledger.record set leaf_hash = sha256('x') where sequence = 100",
      finds: "record 100: the column leaf_hash is not what its leaf says"
    ),
    Tampering(
      "the hash beside a leaf that is in no tile yet",
      "update ledger.record set leaf_hash = sha256('x') where sequence = 600",
      finds: "record 600: the column leaf_hash is not what its leaf says"
    ),
    Tampering(
      "the hash beside a leaf, which is none",
      "update ledger.record set leaf_hash = 'x' where sequence = 600",
      finds: "record 600: the column leaf_hash is not what its leaf says"
    ),
    Tampering(
      "a tile's hash",
      "update ledger.tile set hashes = overlay(hashes placing '\\x00000000'::bytea from 33) where tile_index = 1",
      finds: "record 257 altered: not what the tree's hashes say"
    ),
    Tampering(
      "a tile's root",
      "update ledger.tile set root = sha256('x') where tile_index = 1",
      finds: "something among records 256 to 511 altered: not what the root of a tile of level 0 says"
    ),
    Tampering(
      "a tile deleted",
      "delete from ledger.tile where tile_index = 1",
      finds: "missing, over records 256 to 511"
    ),
    Tampering(
      "a tile added",
      "insert into ledger.tile select 0, 2, hashes, root from ledger.tile where tile_index = 0",
      finds: "tile 2 of level 0 is kept, and the tree does not fill it"
    ),
    Tampering(
      "a checkpoint that is none",
      "insert into ledger.checkpoint (size, note) values (5, 'nothing')",
      finds: "the checkpoint of size 5 in the database"
    ),
    Tampering(
      "a checkpoint of another history",
      """
      insert into ledger.checkpoint (size, note)
      values (5, E'\(TestLedger.origin)\\n5\\n' || encode(sha256('x'), 'base64')
        || E'\\n\\n\u{2014} \(TestLedger.origin) ' || replace(encode('\\x01020304'::bytea || sha256('y') || sha256('z'), 'base64'), E'\\n', '') || E'\\n')
      """,
      finds: "another root at size 5 than the checkpoint of size 5 in the database says"
    ),
  ]

  @Test(arguments: tamperings)
  func found(_ tampering: Tampering) async throws {
    try await withTestLedger { test in
      try await fill(test.ledger)
      let before = try await test.findings()
      try #require(before == [])
      try await test.tamper(tampering.sql)
      let findings = try await test.findings()
      #expect(
        findings.contains { $0.contains(tampering.finding) },
        "found was: \(findings.prefix(5).joined(separator: "; "))"
      )
    }
  }

  @Test("nothing where others append meanwhile")
  func whileOthersAppend() async throws {
    try await withTestLedger { test in
      let writer = try await test.another()
      let writing = Task {
        while !Task.isCancelled {
          try await writer.append(.gate(1))
          try await writer.append((0..<40).map { .gate($0) })
        }
      }
      for _ in 0..<8 {
        let findings = try await test.findings()
        #expect(findings == [])
      }
      writing.cancel()
      _ = await writing.result
      await writer.close()
    }
  }

  @Test("a record missing right of the full tiles, over which nothing is appended that would fill a tile")
  func damagedEdge() async throws {
    try await withTestLedger { test in
      try await fill(test.ledger)
      try await test.tamper("delete from ledger.record where sequence = 550")
      await #expect {
        try await test.ledger.append((0..<200).map { .gate($0) })
      } throws: {
        if case LedgerError.corrupt = $0 { true } else { false }
      }
      #expect(
        try await test.value("select max(tile_index), (select size from ledger.head) from ledger.tile") == "1|603"
      )
    }
  }

  @Test(
    "a head that is no tree's, and one that is gone, which leave nothing to verify",
    arguments: [
      "update ledger.head set size = 768", "update ledger.head set frontier = 'x'",
      "update ledger.head set size = -1", "delete from ledger.head", "update ledger.head set recorded_at = 'infinity'",
    ]
  )
  func damagedHead(_ sql: String) async throws {
    try await withTestLedger { test in
      try await fill(test.ledger)
      try await test.tamper(sql)
      await #expect {
        _ = try await test.ledger.verify()
      } throws: {
        if case LedgerError.corrupt = $0 { true } else { false }
      }
    }
  }

  @Test("nothing in numbers as large and as small as there are")
  func numbers() async throws {
    try await withTestLedger { test in
      var record = Record.gate(0)
      let values = [
        1e20, 1e21, -1.5e21, 123_456_789e30, 1.797_693_134_862_315_7e308, .leastNonzeroMagnitude, 1e-7, 0.1,
      ]
      record.data["measurements"] = .array(
        values.map { ["name": "n\($0)", "unit": "1", "value": .number($0)] }
      )
      try await test.ledger.append(record)
      #expect(try await test.findings() == [])
    }
  }

  @Test("a log rewritten as a whole, which only a checkpoint kept elsewhere shows")
  func rewritten() async throws {
    try await withTestLedger { test in
      let signer = try NoteSigner.generate(name: TestLedger.origin)
      try await fill(test.ledger)
      let kept = try await test.ledger.signCheckpoint(signer)
      let expected = ExpectedRoot(kept.checkpoint, source: "last.checkpoint")
      try await test.rewrite(from: (0..<700).map { .gate($0, outcome: $0 == 10 ? "failed" : "passed") })
      #expect(try await test.findings() == [])
      let findings = try await test.ledger.verify(checkpoints: [expected]).findings.map(\.description)
      #expect(findings.count == 1)
      #expect(findings.first?.contains("another root at size 603 than last.checkpoint says") == true)
      #expect(findings.first?.contains("history changed among records 0 to 602") == true)
    }
  }

  @Test("a log that was restored from an older state, which only a checkpoint kept elsewhere shows")
  func shortened() async throws {
    try await withTestLedger { test in
      let signer = try NoteSigner.generate(name: TestLedger.origin)
      try await fill(test.ledger)
      let kept = try await test.ledger.signCheckpoint(signer)
      try await test.rewrite(from: (0..<50).map { .gate($0) })
      let expected = ExpectedRoot(kept.checkpoint, source: "last.checkpoint")
      let findings = try await test.ledger.verify(checkpoints: [expected]).findings.map(\.description)
      #expect(findings == ["only 50 records where last.checkpoint had 603: the tail was cut off"])
    }
  }

  @Test("roles that are missing or others, as after a restore without them")
  func roles() async throws {
    let server = try await TestServer.start()
    try await withTestLedger(on: server) { test in
      let before = try await test.findings()
      try #require(before == [])
      try await server.run(
        sql: """
          revoke release_ledger_writer from release_ledger_steward;
          alter role release_ledger_auditor rename to somebody
          """
      )
      let findings = try await test.findings()
      let expected = [
        "the role release_ledger_steward is not the one that this program made",
        "the role release_ledger_auditor is missing",
        "the access to table ledger.record is not the one that this program made",
      ]
      for finding in expected { #expect(findings.contains(finding), "found was: \(findings.prefix(5))") }
    }
    try await server.stop()
  }

  @Test("and without the directory of people, of which an auditor sees nothing, it says that it did not check it")
  func auditor() async throws {
    try await withTestLedger { test in
      try await fill(test.ledger)
      try await test.withLogins { logins in
        let auditor = try await logins.ledger(.auditor)
        let verification = try await auditor.verify()
        #expect(verification.findings == [])
        #expect(verification.checks.contains { $0.contains("people were not checked") })
        await auditor.close()
      }
    }
  }
}
