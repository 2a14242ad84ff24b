import Foundation
import Testing

/// A walk under way on a ledger of its own, by calls of the program alone.
struct WalkedRelease {
  let tool: Tool
  let walk: Walk
  /// What was asked and answered, a line each.
  private(set) var transcript: [String] = []
  private(set) var decisions: [Decision] = []

  struct Decision: Decodable {
    let allowed: Bool
    let unmet: [String]
    let findings: [Finding]
  }

  struct Finding: Decodable, Hashable {
    let control: String
    let verdict: String
    let observed: String
    let records: [Int]
    let subject: String?
  }

  init(_ walk: Walk, _ tool: Tool) {
    self.walk = walk
    self.tool = tool
  }

  mutating func adopt() async throws {
    let result = try await tool.run("policy", "adopt", walk.pack, "--from", "2025-01-01T00:00:00Z")
    try #require(result.status == 0, "\(result.errors)")
  }

  /// Records lines in one call.
  func record(_ steps: some Collection<Walk.Step>) async throws {
    guard !steps.isEmpty else { return }
    let input = steps.map { $0.line + "\n" }.joined()
    let result = try await tool.run("record", "--file", "-", input: input)
    try #require(result.status == 0, "\(result.errors)")
  }

  /// Asks whether the release may go to an environment at an instant. The exit code has to be that of the answer.
  @discardableResult
  mutating func ask(_ environment: String, at time: String, after: String) async throws -> Decision {
    let result = try await tool.run(
      [
        "can-deploy", "--service", walk.service, "--version", walk.version, "--environment", environment, "--at", time,
        "--format", "json",
      ]
    )
    try #require(result.status == 0 || result.status == 10, "\(result.errors)")
    let decision = try JSONDecoder().decode(Decision.self, from: Data(result.output.utf8))
    #expect(result.status == (decision.allowed ? 0 : 10))
    #expect(decision.allowed == decision.unmet.isEmpty)
    let answer = decision.allowed ? "allowed" : "refused: " + decision.unmet.joined(separator: " ")
    transcript.append("\(time) \(environment), after \(after): \(answer)")
    decisions.append(decision)
    return decision
  }

  /// Walks to the end, and asks before each deployment and whenever another kind of evidence has come in.
  mutating func walkThrough() async throws {
    try await adopt()
    var told = 0
    func last() -> String { told == 0 ? "nothing" : "#\(told) \(describe(walk.steps[told - 1]))" }
    for (index, step) in walk.steps.enumerated() {
      let isStart = walk.isStart(index)
      let isOtherKind = index > 0 && walk.steps[index - 1].kind != step.kind
      guard isStart || isOtherKind || index == 0 else { continue }
      try await record(walk.steps[told..<index])
      told = index
      guard let environment = walk.nextEnvironment(from: index) else { continue }
      let time = isStart ? step.time : walk.steps[max(index - 1, 0)].time
      // What production still lacks is asked on the way there, too.
      for environment in Set([environment, "production"]).sorted(by: >) {
        let decision = try await ask(environment, at: time, after: last())
        guard isStart, environment == step.environment else { continue }
        let unmet = decision.findings.filter { decision.unmet.contains($0.control) }
        #expect(decision.allowed, "\(walk.name) to \(environment): \(unmet)")
      }
    }
    try await record(walk.steps[told...])
  }

  private func describe(_ step: Walk.Step) -> String { "\(step.kind) \(step.subject)" }
}
