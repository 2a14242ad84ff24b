import LedgerStore
import Postgres
import ReleaseRecords
import Testing
import TransparencyLog

@Suite("The tree that the database grows")
struct TreeTests {
  /// Appends records without names, as many as wanted, which the database makes itself.
  private func append(_ count: Int, _ connection: PostgresConnection) async throws {
    try await connection.execute(
      """
      select count(*) from ledger.append(
        array(
          select '{"data":{"gate":"g","outcome":"passed"},"kind":"gate","service":"s"}'
          from generate_series(1, \(count)::int)
        ),
        array_fill(null::text, array[\(count)::int])
      )
      """
    )
  }

  @Test("is the one computed here, over random batches and across the edges of tiles")
  func randomBatches() async throws {
    var generator = SplitMix(seed: 20_261_121)
    try await withTestLedger { test in
      let connection = try await PostgresConnection.connect(test.configuration)
      var sizes = [1, 1, 2, 251, 1, 255, 256, 257, 512, 3000] + Array(repeating: 1, count: 80)
      while sizes.reduce(0, +) < 63_000 { sizes.append(Int.random(in: 1...3000, using: &generator)) }
      // Onto the edge of the second level's first tile, and over it.
      sizes += [65_535 - sizes.reduce(0, +), 1, 1, 700]
      var frontier = Frontier()
      var roots: [(size: Int, root: Hash)] = []
      for size in sizes where size > 0 {
        try await append(size, connection)
        let leaves = try await connection.query(
          "select leaf from ledger.record where sequence >= \(frontier.size) order by sequence"
        )
        .decode(as: [UInt8].self)
        #expect(leaves.count == size)
        frontier.append(contentsOf: leaves.map { Hash.leaf($0) })
        let head = try await test.ledger.head()
        try #require(head.frontier == frontier, "after \(frontier.size) records")
        roots.append((frontier.size, frontier.root))
      }
      #expect(frontier.size > 65_536)
      #expect(try await test.value("select max(level), count(*) from ledger.tile") == "1|\(frontier.size / 256 + 1)")
      #expect(try await test.findings() == [])

      // Every earlier state can be proved from what is kept.
      for (size, root) in roots.shuffled(using: &generator).prefix(12) {
        #expect(try await test.ledger.root(size: Int64(size)) == root)
        let proof = try await test.ledger.consistencyProof(from: Int64(size), to: Int64(frontier.size))
        try proof.verify(oldRoot: root, newRoot: frontier.root)
      }
      let signer = try NoteSigner.generate(name: TestLedger.origin)
      let checkpoint = try await test.ledger.signCheckpoint(signer)
      for sequence in [0, 255, 256, 65_535, 65_536, frontier.size - 1] {
        let leaf = try await test.ledger.leaf(Int64(sequence))
        let receipt = try await test.ledger.receipt(of: Int64(sequence), in: checkpoint)
        #expect(receipt.index == sequence)
        _ = try receipt.verify(
          leafHash: .leaf(leaf),
          origin: TestLedger.origin,
          verifiers: [signer.verifier]
        )
        #expect(throws: (any Error).self) {
          try receipt.verify(leafHash: .leaf(leaf + [0]), origin: TestLedger.origin, verifiers: [signer.verifier])
        }
      }
      await connection.close()
    }
  }

  @Test("has a receipt for each record that a checkpoint covers, and for no other")
  func receipts() async throws {
    try await withTestLedger { test in
      try await test.ledger.append((0..<3).map { .gate($0) })
      let signer = try NoteSigner.generate(name: TestLedger.origin)
      let checkpoint = try await test.ledger.signCheckpoint(signer)
      try await test.ledger.append(.gate(3))
      for sequence: Int64 in [-1, 3, 4] {
        await #expect {
          _ = try await test.ledger.receipt(of: sequence, in: checkpoint)
        } throws: {
          if case LedgerError.noRecord(sequence, size: 3) = $0 { true } else { false }
        }
      }
    }
  }
}

/// A repeatable source of random numbers (Steele, Lea and Flood, 2014).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
