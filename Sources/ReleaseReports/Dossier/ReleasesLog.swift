package import ReleaseRecords

/// The `releases.log` of an organisation: one line for each deployment, with the five things that every release
/// must carry.
///
///     2026-11-03T10:02:11Z service=deal-scout-api version=1.2.3 environment=production status=succeeded
///       commit=4f2a… image=deal-scout-api:1.2.3 approvers="Ana (team-lead), Ben (engineer)" rollback=none
///
/// all on one line. What is not recorded is `missing`, never left out. Values with spaces or quotes stand in quotes,
/// and control characters are escaped as in JSON, so that nothing that was recorded can begin a line of its own.
package struct ReleasesLog: Sendable {
  private let people: PeopleNames
  private let at: Timestamp

  package init(basis: ReportBasis) {
    people = basis.people
    at = basis.at
  }

  /// The lines of every release that some records of a log tell of, each with its line end.
  ///
  /// - Parameters:
  ///   - service: the service whose releases are told of; `nil`: all.
  ///   - logSize: records from this sequence number on are left out.
  package func lines(of service: String? = nil, in entries: [LedgerRecord], logSize: Int64) -> [String] {
    let kinds: Set<RecordKind> = [.release, .artifact, .approval, .deployment, .rollback, .correction]
    let relevant = entries.filter { entry in
      kinds.contains(entry.kind) && (service == nil || entry.record.service == nil || entry.record.service == service)
    }
    let general = relevant.filter { $0.record.service == nil }
    let releases = relevant.grouped(by: \.record.service).flatMap { service, entries in
      // A rollback belongs to the version that it leaves, whichever it names.
      let versions = entries.grouped { $0.kind == .rollback ? $0["from"] : $0.record.version?.text ?? "" }
      let unversioned = (versions.first { $0.key.isEmpty }?.entries ?? []) + general
      return versions.compactMap { text, own in
        SemanticVersion(text).map { RecordsOfRelease(of: service, $0, in: own + unversioned, logSize: logSize) }
      }
    }
    return lines(of: releases)
  }

  /// The lines of several releases in the order in which they were deployed, each with its line end.
  package func lines(of releases: [RecordsOfRelease]) -> [String] {
    let essentials = releases.flatMap { records in
      records.deployments.map { ReleaseEssentials(records: records, deployment: $0, people: people, at: at) }
    }
    return essentials.map { (start: $0.deployment?.start, text: line($0)) }
      .sorted { a, b in
        guard let first = a.start, let second = b.start, first != second else { return a.text < b.text }
        return first < second
      }
      .map { $0.text + "\n" }
  }

  private func line(_ essentials: ReleaseEssentials) -> String {
    let records = essentials.records
    let approvers = essentials.approvals.map { approval in
      "\(people.name(of: approval["approver"] ?? "")) (\(approval["role"] ?? ""))"
    }
    let rollbacks = essentials.rollbacks.map { rollback in
      let procedure = rollback.entries.last("procedure") ?? "missing"
      let method = rollback.entries.last("method").map { "\($0), " } ?? ""
      return "\(method)procedure \(procedure)"
    }
    let members: [(String, String)] = [
      ("service", records.service), ("version", records.version.text),
      ("environment", essentials.deployment?.environment ?? "missing"),
      ("deployment", essentials.deployment?.id ?? "missing"), ("status", essentials.deployment?.status ?? "missing"),
      ("commit", essentials.commit ?? "missing"),
      ("image", essentials.imageTags.isEmpty ? "missing" : essentials.imageTags.joined(separator: ", ")),
      ("approvers", approvers.isEmpty ? "missing" : approvers.joined(separator: ", ")),
      ("rollback", rollbacks.isEmpty ? "none" : rollbacks.joined(separator: "; ")),
    ]
    let time = essentials.deployedAt.map(\.description) ?? "missing"
    return ([time] + members.map { "\($0)=\(Self.quoted($1))" }).joined(separator: " ")
  }

  /// The value as it stands where it is one plain word, else as a string of JSON.
  private static func quoted(_ value: String) -> String {
    let isPlain =
      !value.isEmpty
      && value.unicodeScalars.allSatisfy { scalar in
        scalar.value > 0x20 && scalar.value != 0x7F && !"\"=\\".unicodeScalars.contains(scalar)
          && !(0x80...0x9F).contains(scalar.value) && scalar.value != 0x2028 && scalar.value != 0x2029
      }
    return isPlain ? value : escaped(value)
  }

  private static func escaped(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        text.append("\\")
        text.unicodeScalars.append(scalar)
      case _
      where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || [0x2028, 0x2029].contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
