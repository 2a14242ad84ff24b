internal import Postgres
internal import TransparencyLog

/// How far verifying has come.
struct VerificationPass: Sendable {
  var tree = StreamingVerifier()
  var leaves = LeafChecker()
  var chunk = ProjectionChunk(first: 0, count: 0)

  /// Checks a row of `ledger.record`.
  mutating func check(_ row: BinaryRow) {
    var fields = row.fields
    let empty = UnsafeRawBufferPointer(start: nil, count: 0)
    func instant(_ bytes: UnsafeRawBufferPointer) -> Int64 { bytes.bigEndian(as: Int64.self) &+ ProjectionChunk.epoch }
    let sequence = fields.next()?.bigEndian(as: Int64.self) ?? -1
    let leaf = fields.next() ?? empty
    let leafHash = Hash.leaf(leaf)
    if Hash(fields.next() ?? empty) != leafHash { leaves.report(.column(sequence: sequence, name: "leaf_hash")) }
    let columns = LeafChecker.Columns(
      sequence: sequence,
      leaf: leaf,
      kind: fields.next() ?? empty,
      service: fields.next(),
      version: fields.next(),
      environment: fields.next(),
      occurredAt: fields.next().map(instant),
      recordedAt: fields.next().map(instant) ?? 0,
      recordedBy: fields.next() ?? empty
    )
    tree.append(leafHash: leafHash, at: Int(sequence))
    leaves.check(columns, &chunk)
  }

  /// Notes what is left over of the chunk.
  mutating func settleChunk() {
    for finding in chunk.findings + chunk.unmatched { leaves.report(finding) }
    chunk = ProjectionChunk(first: 0, count: 0)
  }
}
