import LedgerStore
import Postgres
import ReleaseRecords
import Testing
import TransparencyLog

@Suite("A checkpoint")
struct CheckpointTests {
  @Test("is signed over the tree as it is, kept, and holds on the history after it")
  func signed() async throws {
    try await withTestLedger { test in
      let signer = try NoteSigner.generate(name: TestLedger.origin)
      try await test.ledger.append((0..<5).map { .gate($0) })
      let signed = try await test.ledger.signCheckpoint(signer)
      #expect(signed.checkpoint.size == 5)
      try signed.verify(origin: TestLedger.origin, verifiers: [signer.verifier])
      try await test.ledger.append(.gate(5))
      try await test.ledger.requireContinuation(of: signed.checkpoint)
      let published = try await test.ledger.publishedCheckpoints()
      #expect(published.map(\.description) == [signed.description])
      let verification = try await test.ledger.verify(verifier: signer.verifier)
      #expect(verification.findings == [] && verification.size == 6)
    }
  }

  @Test("is not signed by the key of another log")
  func otherKey() async throws {
    try await withTestLedger { test in
      let signer = try NoteSigner.generate(name: "ledger.example.com/other")
      await #expect {
        _ = try await test.ledger.signCheckpoint(signer)
      } throws: {
        if case LedgerError.refused = $0 { true } else { false }
      }
    }
  }

  @Test("is not signed where the log is no continuation of one that was signed before")
  func fork() async throws {
    try await withTestLedger { test in
      let signer = try NoteSigner.generate(name: TestLedger.origin)
      try await test.ledger.append((0..<5).map { .gate($0) })
      _ = try await test.ledger.signCheckpoint(signer)
      try await test.rewrite(from: (0..<6).map { .gate($0 + 100) }, keepingCheckpoints: true)
      await #expect {
        _ = try await test.ledger.signCheckpoint(signer)
      } throws: {
        if case LedgerError.forked(.rewritten(size: 5, _, _)) = $0 { true } else { false }
      }
    }
  }

  @Test("that somebody made up who may write keeps nobody from signing, and is named")
  func madeUp() async throws {
    try await withTestLedger { test in
      let signer = try NoteSigner.generate(name: TestLedger.origin)
      let stranger = try NoteSigner.generate(name: TestLedger.origin)
      try await test.ledger.append((0..<3).map { .gate($0) })
      let wrong = try Checkpoint(origin: TestLedger.origin, size: 3, root: .leaf([1])).signed(by: [stranger])
      for note in [wrong.description, "\(TestLedger.origin)\n3\nnot a note"] {
        let connection = try await PostgresConnection.connect(test.configuration)
        try await connection.execute("select ledger.publish_checkpoint(3, \(note))")
        await connection.close()
      }
      _ = try await test.ledger.signCheckpoint(signer)
      let findings = try await test.ledger.verify(verifier: signer.verifier).findings
      #expect(findings.count == 2)
      #expect(findings.allSatisfy { if case .checkpoint(size: 3, _) = $0 { true } else { false } })
    }
  }
}
