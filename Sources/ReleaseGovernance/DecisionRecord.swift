internal import Crypto
internal import LedgerStore
public import ReleasePolicy
public import ReleaseRecords

/// An answer to the question whether a release may be deployed, with all that it rests on.
public struct RecordedDecision: Sendable {
  public let decision: Decision
  public let findings: [Finding]
  public let policy: AdoptedPolicy
  /// The number of the log's records that it rests on.
  public let size: Int64
  /// The instant for which it was asked.
  public let instant: Timestamp
  /// The position of the record of this decision; nil where it was not recorded.
  public let sequence: Int64?

  /// The findings as canonical JSON, whose digest stands in the record.
  public var document: [UInt8] { CanonicalJSON.bytes(.array(findings.map(\.json))) }

  var digest: String { Ledger.digest(of: document) }
}

extension Finding {
  /// The finding as JSON: for machines, and for the digest of a decision.
  public var json: JSONValue {
    var object: JSONObject = [
      "control": .string(control), "title": .string(title), "phase": .string(phase.rawValue),
      "kind": .string(kind.rawValue), "required": .string(required), "observed": .string(observed),
      "verdict": .string(verdict.rawValue), "records": .array(records.map { .number(Double($0)) }),
      "service": .string(subject.service),
    ]
    object["version"] = subject.version.map { .string($0.text) }
    object["environment"] = subject.environment.map { .string($0) }
    if !late.isEmpty { object["late"] = .array(late.map { .number(Double($0)) }) }
    if let settlement {
      var settled: JSONObject = ["needed": .string(settlement.needed)]
      settled["by"] = settlement.by.map { .string($0.description) }
      object["settlement"] = .object(settled)
    }
    object["waiver"] = waiver.map { .number(Double($0)) }
    return .object(object)
  }
}
