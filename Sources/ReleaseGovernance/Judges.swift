internal import LedgerStore
internal import ReleasePolicy
internal import ReleaseRecords
internal import ReleaseReports

/// The policies that were in force, each made ready once.
actor Judges {
  struct Judge: Sendable {
    let bench: Bench
    let reference: PolicyReference

    func evaluator(
      on evidence: EvaluationEvidence,
      at instant: Timestamp,
      figures: [MeasuredFigure] = []
    ) -> Evaluator {
      bench.evaluator(on: evidence, at: instant, question: .audit, figures: figures)
    }
  }

  private let governance: Governance
  private let size: Int64
  /// The policy to judge by; those that were in force where nil.
  private let named: Policy?
  private var judges: [String: Judge] = [:]

  init(_ governance: Governance, size: Int64, named: Policy?) {
    self.governance = governance
    self.size = size
    self.named = named
  }

  /// Who judges by an adoption; nobody where nothing was in force.
  func judge(by adoption: PolicyTimeline.Adoption?) async throws -> Judge? {
    guard let key = named.map({ _ in "" }) ?? adoption.map({ "\($0.sequence)" }) else { return nil }
    if let judge = judges[key] { return judge }
    let judge: Judge
    if let named {
      let digest = Ledger.digest(of: named.canonicalBytes)
      judge = Judge(
        bench: try await governance.bench(named, size: size),
        reference: PolicyReference(name: named.name, edition: named.edition, digest: digest)
      )
    } else if let adoption {
      let policy = try await governance.policy(adoption.digest)
      judge = Judge(
        bench: try await governance.bench(policy, size: size),
        reference: PolicyReference(adoption, edition: policy.edition)
      )
    } else {
      return nil
    }
    judges[key] = judge
    return judge
  }
}
