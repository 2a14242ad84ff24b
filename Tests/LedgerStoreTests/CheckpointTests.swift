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

  @Test("that somebody made up who may write is refused, and one that a stranger signed raises no alarm")
  func madeUp() async throws {
    try await withTestLedger { test in
      let signer = try NoteSigner.generate(name: TestLedger.origin)
      let stranger = try NoteSigner.generate(name: TestLedger.origin)
      try await test.ledger.append((0..<3).map { .gate($0) })
      let signed = try await test.ledger.signCheckpoint(stranger)
      let wrong = try Checkpoint(origin: TestLedger.origin, size: 3, root: .leaf([1])).signed(by: [stranger])
      let unsigned = signed.description.split(separator: "\u{2014}")[0]
      let notes = [
        wrong.description, "\(TestLedger.origin)\n3\nnot a note", String(unsigned),
        signed.description.replacing("\n3\n", with: "\n03\n"),
        "\(unsigned)\u{2014} \(TestLedger.origin) AAAA\n", "\(unsigned)\u{2014} \(TestLedger.origin) AAAAAAB=\n",
        "\(unsigned)\u{2014} somebody AAAAAAAA\n", "\(signed.description)\n",
      ]
      let connection = try await PostgresConnection.connect(test.configuration)
      for note in notes {
        let error = await #expect(throws: PostgresError.self, "\(note)") {
          try await connection.execute("select ledger.publish_checkpoint(3, \(note))")
        }
        #expect(error?.sqlState == "RL002", "\(note)")
      }
      await connection.close()
      // as after a change of keys
      _ = try await test.ledger.signCheckpoint(signer)
      let verification = try await test.ledger.verify(verifier: signer.verifier)
      #expect(verification.findings == [])
      #expect(verification.checks.contains { $0.contains("1 of those kept are not signed by the key given") })
    }
  }

  @Test("is kept at any size that the log had, and only with the root that it had then")
  func sizes() async throws {
    try await withTestLedger { test in
      let signer = try NoteSigner.generate(name: TestLedger.origin)
      try await test.ledger.append((0..<66_000).map { .gate($0) })
      let connection = try await PostgresConnection.connect(test.configuration)
      for size in [0, 1, 2, 3, 255, 256, 257, 511, 512, 1000, 65_535, 65_536, 65_537, 65_792, 66_000] {
        let root = try await test.ledger.root(size: Int64(size))
        let note = try Checkpoint(origin: TestLedger.origin, size: size, root: root).signed(by: [signer]).description
        try await connection.execute("select ledger.publish_checkpoint(\(size), \(note))")
      }
      await connection.close()
      #expect(try await test.ledger.verify(verifier: signer.verifier).findings == [])
    }
  }
}
