import Foundation
import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("The documentation of the packs")
struct PackDocumentationTests {
  @Test("names every word that records have to use", arguments: ProcessRows.packs)
  func words(pack: String) throws {
    let policy = try PolicyLibrary.packs.policy(named: pack)
    let file = URL(filePath: #filePath).appending(path: "../../../../docs/policy-packs.md").standardizedFileURL
    let text = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    let section = try #require(text.components(separatedBy: "\n### ").first { $0.contains("(`\(pack)`)") })
    let words = policy.controls.flatMap(\.words) + policy.types.keys + policy.environments.keys + policy.roles.keys
    #expect(Set(words).filter { !section.contains("`\($0)`") }.sorted() == [])
  }
}

extension Control {
  fileprivate var words: [String] {
    applies.labels.any + applies.labels.all + applies.labels.none + requirement.words
  }
}

extension Requirement {
  fileprivate var words: [String] {
    switch self {
    case .gate(let gate): gate.gates.flatMap { [$0.gate] + $0.limits.map(\.metric) }
    case .checklist(let checklist): [checklist.checklist]
    case .evidence(let evidence):
      evidence.records.flatMap { rule in
        ["gate", "checklist"].flatMap { rule.record.matching[$0] ?? [] }.compactMap(\.string)
      }
    case .rollout(let rollout): rollout.limits.map(\.metric)
    case .trigger(let trigger): trigger.observations.map(\.metric)
    case .objective(let objective): objective.figures.filter { $0.from != .metrics }.map(\.metric)
    case .approval, .order, .schedule, .deadline: []
    }
  }
}
