import Foundation
import Testing
import TransparencyLog

@Suite("The vectors of transparency-dev/merkle", .enabled(if: Corpus.isPresent, "corpus not present"))
struct MerkleVectorTests {
  @Test func inclusionProofsAreJudgedAsTheVectorsSay() throws {
    let files = Corpus.files(in: "inclusion")
    #expect(files.count > 90)
    for file in files {
      let vector = try JSONDecoder().decode(Inclusion.self, from: Data(contentsOf: file))
      let proof = InclusionProof(
        index: Int(truncatingIfNeeded: vector.leafIdx),
        size: Int(truncatingIfNeeded: vector.treeSize),
        hashes: (vector.proof ?? []).map(\.asHash)
      )
      // A leaf's hash of another length is no Hash, which is how it is refused.
      let isRefused =
        Hash(vector.leafHash).map { leafHash in
          Result { try proof.verify(leafHash: leafHash, root: vector.root.asHash) }.isFailure
        } ?? true
      #expect(isRefused == vector.wantErr, "\(vector.desc) in \(file.path())")
    }
  }

  @Test func consistencyProofsAreJudgedAsTheVectorsSay() throws {
    let files = Corpus.files(in: "consistency")
    #expect(files.count > 90)
    for file in files {
      let vector = try JSONDecoder().decode(Consistency.self, from: Data(contentsOf: file))
      let proof = ConsistencyProof(
        oldSize: Int(truncatingIfNeeded: vector.size1),
        newSize: Int(truncatingIfNeeded: vector.size2),
        hashes: (vector.proof ?? []).map(\.asHash)
      )
      let isRefused = Result { try proof.verify(oldRoot: vector.root1.asHash, newRoot: vector.root2.asHash) }.isFailure
      #expect(isRefused == vector.wantErr, "\(vector.desc) in \(file.path())")
    }
  }

  @Test func rootsAreTheReferenceRoots() throws {
    let file = try #require(Corpus.files(in: ".").first { $0.lastPathComponent == "rfc6962_roots.json" })
    let vector = try JSONDecoder().decode(Roots.self, from: Data(contentsOf: file))
    var frontier = Frontier()
    #expect(frontier.root.hex == vector.rootHexBySize[0])
    for (leaf, root) in zip(vector.leafInputsHex, vector.rootHexBySize.dropFirst()) {
      let bytes = stride(from: 0, to: leaf.count, by: 2).compactMap { UInt8(leaf.dropFirst($0).prefix(2), radix: 16) }
      frontier.append(.leaf(bytes))
      #expect(frontier.root.hex == root)
    }
    #expect(frontier.size == 8)
  }

  private struct Inclusion: Decodable {
    let leafIdx: UInt64
    let treeSize: UInt64
    let leafHash: Data
    let root: Data
    let proof: [Data]?
    let desc: String
    let wantErr: Bool
  }

  private struct Consistency: Decodable {
    let size1: UInt64
    let size2: UInt64
    let root1: Data
    let root2: Data
    let proof: [Data]?
    let desc: String
    let wantErr: Bool
  }

  private struct Roots: Decodable {
    let leafInputsHex: [String]
    let rootHexBySize: [String]

    enum CodingKeys: String, CodingKey {
      case leafInputsHex = "leaf_inputs_hex"
      case rootHexBySize = "root_hex_by_size"
    }
  }
}

extension Data {
  /// The hash of these bytes. Some vectors have other bytes in its place, to be just as wrong; their own hash is.
  fileprivate var asHash: Hash {
    Hash(self) ?? .leaf(self)
  }
}

extension Result {
  var isFailure: Bool {
    if case .failure = self { true } else { false }
  }
}
