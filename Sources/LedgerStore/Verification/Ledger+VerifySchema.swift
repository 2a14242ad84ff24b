internal import Crypto
internal import LedgerSQL
internal import Postgres
internal import ReleaseRecords

// What the database does by itself: functions that append and compute figures, views, triggers and rules. Whoever alters
// one of these makes reports say something else of records that nobody touched. And what keeps people from doing so:
// roles, owners and grants, all of which a restore without the roles loses.
extension Ledger {
  /// What the schema has of these, a line each: the SHA-256 of its definition, two spaces and its name.
  package func schemaObjects() async throws -> [String] {
    let rows = try await withConnection { connection in
      try await connection.query(
        """
        select 'function ' || n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
          concat_ws(
            E'\\n', l.lanname, p.provolatile, p.proisstrict, p.prosecdef, array_to_string(p.proconfig, E'\\n'), p.prosrc
          )
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
        where n.nspname in ('ledger', 'metrics')
        union all
        select 'view ' || n.nspname || '.' || c.relname || ' in PostgreSQL '
          || current_setting('server_version_num')::int / 10000, pg_get_viewdef(c.oid)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('ledger', 'metrics') and c.relkind in ('v', 'm')
        union all
        select 'trigger ' || t.tgname || ' on ' || n.nspname || '.' || c.relname,
          concat_ws(E'\\n', t.tgtype, t.tgenabled, f.proname)
        from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_proc f on f.oid = t.tgfoid
        where n.nspname in ('ledger', 'metrics') and not t.tgisinternal
        union all
        select 'rule ' || r.rulename || ' on ' || n.nspname || '.' || c.relname, pg_get_ruledef(r.oid)
        from pg_rewrite r join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('ledger', 'metrics') and r.rulename <> '_RETURN'
        union all
        select 'access to ' || o.name, concat_ws(
          E'\\n', pg_get_userbyid(o.owner),
          -- without the owner's own rights, which a newer PostgreSQL has more of, and what lets others read
          array_to_string(
            array(
              select right_of.words
              from aclexplode(o.rights) a cross join lateral concat_ws(
                ' ', case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee) end, a.privilege_type,
                a.is_grantable
              ) right_of (words)
              where a.grantee <> o.owner and (
                a.privilege_type not in ('SELECT', 'USAGE') or a.is_grantable or a.grantee = 0
                or pg_get_userbyid(a.grantee) like 'release\\_ledger\\_%'
              )
              order by right_of.words collate "C"
            ), E'\\n'
          )
        )
        from (
          select 'schema ' || n.nspname, n.nspowner, coalesce(n.nspacl, acldefault('n', n.nspowner))
          from pg_namespace n
          where n.nspname in ('ledger', 'metrics')
          union all
          select 'function ' || n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
            p.proowner, coalesce(p.proacl, acldefault('f', p.proowner))
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          where n.nspname in ('ledger', 'metrics')
          union all
          select case c.relkind when 'S' then 'sequence ' when 'v' then 'view ' else 'table ' end
              || n.nspname || '.' || c.relname,
            c.relowner,
            coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner))
              || array(select unnest(a.attacl) from pg_attribute a where a.attrelid = c.oid)
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname in ('ledger', 'metrics') and c.relkind in ('r', 'p', 'v', 'm', 'S')
        ) o (name, owner, rights)
        union all
        select 'role ' || r.rolname, concat_ws(
          E'\\n', r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb, r.rolcanlogin, r.rolreplication,
          r.rolbypassrls,
          array_to_string(
            array(
              select g.rolname from pg_auth_members m join pg_roles g on g.oid = m.roleid
              where m.member = r.oid
              order by g.rolname
            ), ' '
          )
        )
        from pg_roles r
        where r.rolname in (
          'release_ledger_owner', 'release_ledger_writer', 'release_ledger_reader', 'release_ledger_auditor',
          'release_ledger_signer', 'release_ledger_steward'
        )
        """
      )
      .decode(as: (String, String).self)
    }
    return rows.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
      .map { name, definition in "\(SHA256.hash(data: Array(definition.utf8)).hexadecimal)  \(name)" }
  }

  /// Compares these with what the migrations make. Returns what was compared, in words.
  ///
  /// How a view's definition reads depends on the server's version; where it is none that is known here, views are left
  /// out, and the words say so.
  func checkSchema(_ pass: inout VerificationPass) async throws -> String {
    let found = try await schemaObjects()
    let expected = LedgerSQL.objects.split(separator: "\n").map(String.init)
    func isView(_ line: String) -> Bool { line.dropFirst(66).hasPrefix("view ") }
    func version(_ line: String) -> Substring? { line.split(separator: " ").last }
    let server = found.first(where: isView).flatMap(version)
    let isKnown = expected.contains { isView($0) && version($0) == server }
    let compared = { (line: String) in !isView(line) || isKnown && version(line) == server }
    let difference = Set(found.filter(compared)).symmetricDifference(expected.filter(compared))
    let names = Dictionary(grouping: difference) { String($0.dropFirst(66)) }
    for (name, lines) in names.sorted(by: { $0.key < $1.key }) {
      let isExpected = lines.contains { expected.contains($0) }
      let isFound = lines.contains { found.contains($0) }
      // What is missing, or was added, is reported by its own name.
      guard !name.hasPrefix("access to ") || isExpected && isFound else { continue }
      let problem =
        isExpected ? isFound ? "is not the one that this program made" : "is missing" : "is none that this program made"
      pass.leaves.report(.schema(object: name, problem: problem))
    }
    return "the schema's functions, triggers\(isKnown ? " and views" : "") are those that this program made, "
      + "and so are roles and rights"
      + (isKnown ? "" : "; views were not compared, as this version of PostgreSQL writes them otherwise")
  }
}
