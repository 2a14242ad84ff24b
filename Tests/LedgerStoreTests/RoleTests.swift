import LedgerStore
import Postgres
import ReleaseRecords
import Testing

@Suite("The role of")
struct RoleTests {
  struct Action: Sendable, CustomTestStringConvertible {
    let name: String
    /// Each does it.
    let statements: [String]
    let allowed: Set<Logins.Role>
    var testDescription: String { name }

    init(_ name: String, _ sql: String, _ allowed: Logins.Role...) {
      self.name = name
      statements = [sql]
      self.allowed = Set(allowed)
    }

    /// Appends a body, in a batch and alone.
    init(appends kind: String, _ body: String, _ allowed: Logins.Role...) {
      name = "append a \(kind)"
      statements = [
        "select from ledger.append(array['\(body)'], array[null])",
        "select from ledger.append_one('\(body)', null, '{}')",
      ]
      self.allowed = Set(allowed)
    }
  }

  static let actions = [
    Action("read records", "select from ledger.record", .writer, .reader, .auditor, .signer, .steward),
    Action("read words", "select from ledger.disclosure", .writer, .reader, .auditor, .signer, .steward),
    Action("read a table of a kind", "select from ledger.gate_record", .writer, .reader, .auditor, .signer, .steward),
    Action("read who people are", "select from ledger.identity", .writer, .reader, .signer, .steward),
    Action(
      "look people up",
      "select from ledger.find_people(array['ann'])",
      .writer,
      .reader,
      .auditor,
      .signer,
      .steward
    ),
    Action(
      appends: "gate",
      #"{"data":{"gate":"g","outcome":"passed"},"kind":"gate","service":"s"}"#,
      .writer,
      .steward
    ),
    Action(
      appends: "window",
      #"{"data":{"from":"2026-01-01T00:00:00Z","type":"freeze","until":"2026-01-02T00:00:00Z"},"kind":"window"}"#,
      .steward
    ),
    Action(
      appends: "policy",
      #"{"data":{"digest":"d","effective_from":"2026-01-01T00:00:00Z","policy":"p"},"kind":"policy"}"#,
      .steward
    ),
    Action(
      appends: "waiver",
      #"{"data":{"approved_by":"a","control":"c","expires_at":"2026-01-01T00:00:00Z","requested_by":"b"},"#
        + #""kind":"waiver","service":"s"}"#,
      .steward
    ),
    Action(
      "append a window among others",
      """
      select from ledger.append(
        array[
          '{"data":{"gate":"g","outcome":"passed"},"kind":"gate","service":"s"}',
          '{"data":{"from":"2026-01-01T00:00:00Z","type":"freeze","until":"2026-01-02T00:00:00Z"},"kind":"window"}'
        ],
        array[null, null]
      )
      """,
      .steward
    ),
    Action(
      appends: "redaction",
      #"{"data":{"authority":"a","person":"p"},"kind":"redaction"}"#,
      .steward
    ),
    Action(
      appends: "person who is another",
      #"{"data":{"person":"p","same_as":"q"},"kind":"person"}"#,
      .steward
    ),
    Action("erase words", erasure, .steward),
    Action(
      "publish a checkpoint",
      """
      select ledger.publish_checkpoint(0, E'\(TestLedger.origin)\\n0\\n' || encode(sha256(''), 'base64')
        || E'\\n\\n\u{2014} \(TestLedger.origin) AAAAAAAA\\n')
      """,
      .signer,
      .steward
    ),
    Action("write a row", "insert into ledger.tile values (0, 9, '', '')"),
    Action("change a record", "update ledger.record set kind = 'gate'"),
    Action("delete a record", "delete from ledger.record"),
    Action("empty the log", "truncate ledger.record cascade"),
    Action("change the head", "update ledger.head set size = 0"),
    Action("delete words", "delete from ledger.disclosure"),
    Action("change who people are", "update ledger.identity set person = 'x'"),
    Action("grow the tree", "select ledger.grow(0, '', '')"),
    Action("write a kind's table", "select ledger.project('gate', 0, '{}', '{}', now())"),
    Action("write a row of a kind", "select ledger.project_one('gate', 0, '{}', '{}', now())"),
    Action("fill a tile", "select ledger.fill_tiles(0, 256)"),
    Action("supersede", "select ledger.supersede(0, '{}')"),
    Action("disclose", "select ledger.disclose(0, '{}', '{}', '{}')"),
    Action("make a table", "create table ledger.mine ()"),
    Action("switch the triggers off", "alter table ledger.record disable trigger all"),
    Action("become the owner", "set role release_ledger_owner"),
  ]

  private static let erasure = """
    select from ledger.erase(
      '{"data":{"authority":"a","names":["comment"],"record":1},"kind":"redaction"}'
    )
    """

  @Test("each does what it may and nothing else", arguments: Logins.Role.allCases)
  func rights(_ role: Logins.Role) async throws {
    try await withTestLedger { test in
      try await test.ledger.append(.approval(by: "ann", comment: "go"))
      try await test.withLogins { logins in
        let connection = try await PostgresConnection.connect(logins.configuration(role))
        for action in Self.actions {
          for statement in action.statements {
            let state = await Self.outcome(of: statement, connection)
            let isAllowed = action.allowed.contains(role)
            #expect(
              isAllowed ? state == nil : state == .insufficientPrivilege || state == "RL003",
              "\(role): \(action.name) said \(state?.rawValue ?? "yes")"
            )
          }
        }
        await connection.close()
      }
      #expect(try await test.findings() == [])
    }
  }

  /// How a statement fails; nil where it does not. Nothing of it stays.
  private static func outcome(of sql: String, _ connection: PostgresConnection) async -> SQLState? {
    do {
      try await connection.execute(script: "begin")
      try await connection.execute(script: sql)
      try await connection.execute(script: "rollback")
      return nil
    } catch {
      try? await connection.execute(script: "rollback")
      return (error as? PostgresError)?.sqlState ?? "?"
    }
  }

  @Test("the owner, and even a superuser's, is stopped by the triggers as long as they are there")
  func triggers() async throws {
    try await withTestLedger { test in
      try await test.ledger.append(.approval(by: "ann", comment: "go"))
      let connection = try await PostgresConnection.connect(test.configuration)
      let statements = [
        "update ledger.record set kind = 'x'", "delete from ledger.record", "truncate ledger.record cascade",
        "update ledger.tile set level = 1", "delete from ledger.checkpoint", "delete from ledger.head",
        "truncate ledger.disclosure", "update ledger.disclosure set name = 'x'",
        "update ledger.identity set person = 'x'",
      ]
      for statement in statements {
        #expect(await Self.outcome(of: statement, connection) == "RL004", "\(statement)")
      }
      await connection.close()
    }
  }

  @Test("a writer does not take over the id of somebody who was forgotten, nor give one to two identities")
  func forgottenID() async throws {
    try await withTestLedger { test in
      try await test.ledger.append(.approval(by: "ann"))
      let person = try await test.value("select person from ledger.identity")
      _ = try await test.ledger.forget("ann", authority: "GDPR")
      try await test.withLogins { logins in
        let connection = try await PostgresConnection.connect(logins.configuration(.writer))
        for identities in [[("eve", person)], [("eve", "new"), ("mallory", "new")]] {
          let disclosures = identities.map { "[\"c2FsdA\",\"identity\",\"\($0.0)\"]" }
          let state = await #expect(throws: PostgresError.self) {
            try await connection.execute(
              """
              with given as (
                select identity, person, ledger.base64url(convert_to(words, 'UTF8')) as disclosure
                from unnest(\(identities.map(\.0)), \(identities.map(\.1)), \(disclosures)) g (identity, person, words)
              )
              select from ledger.enrol(
                array(select identity from given), array(select disclosure from given),
                array(
                  select format(
                    '{"data":{"identity_digest":"%s","person":"%s"},"kind":"person"}',
                    ledger.base64url(sha256(convert_to(disclosure, 'UTF8'))), person
                  ) from given
                )
              )
              """
            )
          }
          #expect(state?.sqlState == "RL003")
        }
        await connection.close()
      }
      #expect(try await test.value("select count(*) from ledger.identity") == "0")
    }
  }
}
