/// The record reference, written from the ``Catalogue``.
public enum RecordReference {
  /// The whole reference in Markdown: the parts of a record, the types, and every kind with an example.
  public static func markdown() -> String {
    let kinds = RecordKind.allCases.map { section(for: Catalogue[$0]) }
    return ([introduction, envelope, types, contents] + kinds).joined(separator: "\n\n") + "\n"
  }

  private static let introduction = """
    # The records

    What a record may say, kind by kind. This page is written from the catalogue in `Sources/ReleaseRecords/Catalogue`,
    which validation and the JSON Schemas (`release-ledger schema KIND`) follow as well; a test keeps it up to date.
    """

  private static let envelope = """
    ## The parts of a record

    A record is one JSON object. What is not known is left out: `null` and empty values are refused, and so is a member
    of any other name.

    | part | what it is |
    |---|---|
    | `kind` | what the record says happened; one of those below |
    | `service` | the service that it is about |
    | `version` | the release that it is about, as SemVer 2.0.0 has it, without a leading `v` |
    | `environment` | the environment that it is about |
    | `occurred_at` | when it happened, as its sender claims; where it is left out, the time of recording counts. \
    At most a day ahead of the present |
    | `source` | where the claim comes from, as its sender declares: 1 to \(RecordLimits.sourceMembers) members that are \
    strings of at most \(RecordLimits.sourceCharacters) characters, numbers, `true` or `false` |
    | `data` | the fields of its kind |
    | `text` | free words by name, each of 1 to \(RecordLimits.textBytes) bytes. They are sealed in the log and can be erased |
    | `amends` | the sequence number of the record that this one corrects |
    | `key` | the idempotency key, of 1 to \(RecordLimits.keyBytes) bytes: a repetition of the same record under it is \
    recognised, another record under it is refused. No part of what is logged |

    In canonical form, with people and texts replaced by what stands for them, a record has at most \
    \(RecordLimits.bodyBytes) bytes.
    """

  private static var types: String {
    let examples: [FieldType] = [.word, .version, .commit, .digest, .uri, .time, .date, .boolean, .count, .person]
    let rows = examples.map { "| \($0.name) | \($0.expectation) |" }
    return """
      ## The types of fields

      | type | what it is |
      |---|---|
      \(rows.joined(separator: "\n"))
      | list | at most \(RecordLimits.listElements) values of one type |

      A time is kept in UTC to the microsecond: further digits are cut off, and a leap second is the second after it.
      A time that tells of something that has happened is at most a day ahead of the present; those marked *may lie
      ahead* tell of a plan or a limit. A person is given as a login or an e-mail address, and kept as the random id of
      an entry in the directory, from which the identity can be erased.
      """
  }

  private static var contents: String {
    let rows = RecordKind.allCases.map { kind in
      "| [`\(kind.rawValue)`](#\(kind.rawValue)) | \(Catalogue[kind].summary) |"
    }
    return "## The kinds\n\n| kind | what it says |\n|---|---|\n" + rows.joined(separator: "\n")
  }

  private static func section(for definition: KindDefinition) -> String {
    var parts = ["### \(definition.kind.rawValue)", definition.summary, envelope(of: definition)]
    parts.append(
      "| field | type | required | what it is |\n|---|---|---|---|\n" + rows(definition.fields).joined(separator: "\n")
    )
    if !definition.texts.isEmpty {
      let rows = definition.texts.map { "| `\($0.name)` | \($0.isRequired ? "yes" : "") | \($0.summary) |" }
      parts.append("| text | required | what it is |\n|---|---|---|\n" + rows.joined(separator: "\n"))
    }
    parts += rules(of: definition)
    parts.append("```json\n\(Catalogue.example(definition.kind).json.indented())\n```")
    return parts.joined(separator: "\n\n")
  }

  private static func envelope(of definition: KindDefinition) -> String {
    let parts = [
      ("service", definition.service), ("version", definition.version), ("environment", definition.environment),
    ]
    func names(_ presence: KindDefinition.Presence) -> String {
      parts.filter { $0.1 == presence }.map { "`\($0.0)`" }.joined(separator: ", ")
    }
    let sentences = [("Required", names(.required)), ("Optional", names(.optional)), ("Never", names(.absent))]
    return sentences.filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1)." }.joined(separator: " ")
  }

  private static func rows(_ fields: [FieldDefinition], in prefix: String = "") -> [String] {
    fields.flatMap { field -> [String] in
      let summary = field.summary + (field.mayLieAhead ? "; *may lie ahead*" : "")
      let own = "| `\(prefix)\(field.name)` | \(field.type.name) | \(field.isRequired ? "yes" : "") | \(summary) |"
      switch field.type {
      case .list(.object(let members)): return [own] + rows(members, in: "\(prefix)\(field.name)[].")
      case .object(let members): return [own] + rows(members, in: "\(prefix)\(field.name).")
      default: return [own]
      }
    }
  }

  private static func rules(of definition: KindDefinition) -> [String] {
    func list(_ names: [String], _ separator: String) -> String {
      names.map { "`\($0)`" }.joined(separator: separator)
    }
    return definition.requiresOneOf.map { "At least one of \(list($0, ", ")) has to be there." }
      + definition.orderedTimes.map { "In this order, as far as they are there: \(list($0, ", "))." }
      + definition.mustDiffer.map { "\(list($0, " and ")) have to differ." }
  }
}
