import Foundation
import ReleaseRecords
import Testing

@testable import ReleasePolicy

/// The cases of the packs, as `policy test` runs them.
enum PackCases {
  private static let all = Dictionary(
    uniqueKeysWithValues: ProcessRows.packs.map { pack in (pack, Result { try read(pack) }) }
  )

  static func of(_ pack: String) throws -> PolicyCases {
    try #require(all[pack]).get()
  }

  private static func read(_ pack: String) throws -> PolicyCases {
    let url = try #require(Bundle.module.url(forResource: pack, withExtension: "yaml", subdirectory: "Cases"))
    return try PolicyCases(yaml: Array(Data(contentsOf: url)), named: "\(pack).yaml")
  }

  /// The cases that walk a release through the whole process, so that every control that applies is met.
  static func walks(of pack: String) throws -> [PolicyCase] {
    try of(pack).cases.filter { $0.name.contains("walked through") }
  }
}

extension PolicyCase {
  /// The findings of the case with other records; its own where none are given.
  func findings(of policy: Policy, records other: [LedgerRecord]? = nil) -> [Finding] {
    let evaluator = Evaluator(
      policy: policy,
      records: other ?? records,
      logSize: Int64(records.count) + 1,
      at: at,
      question: question,
      people: people,
      figures: figures
    )
    return evaluator.findings(for: subject)
  }
}
