public import TransparencyLog

/// Something that `verify` found wrong with a ledger.
public enum LedgerFinding: Hashable, Sendable {
  /// The records do not belong to the tree over them.
  case tree(VerificationFinding)
  /// A leaf is not the canonical JSON of a record, and no correction withdraws it.
  case leaf(sequence: Int64, problem: String)
  /// A column of `ledger.record` says something else than the leaf beside it.
  case column(sequence: Int64, name: String)
  /// The row in the table of the record's kind is not what the leaf says.
  case projection(sequence: Int64, table: String, problem: String)
  /// A row stands in a table without a record that it would belong to.
  case surplusRow(sequence: Int64, table: String)
  /// A disclosure does not belong to the digest in the leaf.
  case disclosure(sequence: Int64, name: String)
  /// An identity in the directory does not belong to the digest in the person's record.
  case identity(person: String)
  /// A sealed text is gone, and no redaction says so.
  case missingText(sequence: Int64, name: String)
  /// The identity that a person's record speaks of is gone from the directory, and no redaction says so.
  case missingIdentity(sequence: Int64, person: String)
  /// A document is not the one that its digest names.
  case document(digest: String)
  /// The text of the policy that a record adopts is not kept.
  case missingDocument(sequence: Int64, digest: String)
  /// The head says another time than the last record.
  case clock
  /// A function or view of the schema, or what else the database runs by itself, is not as this program made it.
  case schema(object: String, problem: String)
  /// A tile is kept that the tree does not fill.
  case surplusTile(level: Int64, index: Int64)
  /// A checkpoint in the database is none of this log.
  case checkpoint(size: Int64, problem: String)
  /// Which records are amended or corrected is told otherwise than the leaves tell it.
  case superseded(sequence: Int64, by: Int64)
  /// What is noted of a record for the delivery metrics is not what its row in the table of its kind says.
  case metrics(sequence: Int64, table: String, problem: String)
}

extension LedgerFinding: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tree(let finding): finding.description
    case .leaf(let sequence, let problem): "record \(sequence) is no record as this ledger writes them: \(problem)"
    case .column(let sequence, let name): "record \(sequence): the column \(name) is not what its leaf says"
    case .projection(let sequence, let table, let problem): "record \(sequence): its row in \(table) \(problem)"
    case .metrics(let sequence, let table, let problem): "record \(sequence): its row in \(table) \(problem)"
    case .surplusRow(let sequence, let table):
      "a row in \(table) says it is of record \(sequence), which has none there"
    case .disclosure(let sequence, let name): "record \(sequence): the text \"\(name)\" is not the one that was sealed"
    case .identity(let person): "the identity of person \(person) is not the one that was recorded"
    case .missingText(let sequence, let name):
      "record \(sequence): the text \"\(name)\" is gone, and no redaction says that it was erased"
    case .missingIdentity(let sequence, let person):
      "record \(sequence): the identity of person \(person) is gone, and no redaction says that it was erased"
    case .document(let digest): "the document \(digest) has another content than its digest says"
    case .missingDocument(let sequence, let digest):
      "record \(sequence): the policy that it adopts, \(digest), is not kept"
    case .clock: "the log's head says another time than the last record"
    case .schema(let object, let problem): "the \(object) \(problem)"
    case .surplusTile(let level, let index): "tile \(index) of level \(level) is kept, and the tree does not fill it"
    case .checkpoint(let size, let problem): "the checkpoint of size \(size) in the database: \(problem)"
    case .superseded(let sequence, let by):
      "record \(sequence): that record \(by) supersedes it is in one only of the log and the table"
    }
  }
}
