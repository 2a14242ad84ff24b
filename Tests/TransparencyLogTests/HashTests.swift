import Testing
import TransparencyLog

@Suite("Node hashes")
struct HashTests {
  @Test func theEmptyLeafIsThatOfRFC6962() {
    #expect(Hash.leaf([]).hex == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
  }

  @Test func aNodeIsTheHashOfOneAndItsChildren() {
    let node = Hash.node(.leaf([]), .leaf([0]))
    #expect(node.hex == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")
  }

  // Around 1 KiB another way of hashing begins. Expected is SHA-256 of as many zeros and one more.
  @Test(arguments: [
    (1022, "5724796860baa23469b3118eff2567c96a0b64b7dadaf99eafb7ba3c65b9aa56"),
    (1023, "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"),
    (1024, "c55b90509b8cb9bac53fbdddfc93d4e572685c509f1218423c43a5d6013bbd48"),
    (65535, "de2f256064a0af797747c2b97505dc0b9f3df0de4f489eac731c23ae9ca9cc31"),
  ])
  func leavesOfAnyLengthAreHashed(length: Int, expected: String) {
    #expect(Hash.leaf([UInt8](repeating: 0, count: length)).hex == expected)
  }

  @Test func textAndBytesLeadBackToTheHash() {
    let hash = Hash.leaf([1, 2, 3])
    #expect(Hash(hash.bytes) == hash)
    #expect(Hash(hash.bytes.lazy.map { $0 }) == hash)
    #expect(Hash(base64: hash.base64) == hash)
    #expect(Hash(hex: hash.hex.uppercased()) == hash)
    #expect(Hash.list([hash, .empty].bytes) == [hash, .empty])
  }

  @Test(arguments: [
    "", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=",
    "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hS====", "====",
  ])
  func base64InAnyOtherSpellingIsRefused(text: String) {
    #expect(Hash(base64: text) == nil)
  }

  @Test func bytesThatAreNoHashAreRefused() {
    #expect(Hash([UInt8](repeating: 0, count: 31)) == nil)
    #expect(Hash([UInt8](repeating: 0, count: 33)) == nil)
    #expect(Hash.list([UInt8](repeating: 0, count: 33)) == nil)
    #expect(Hash(hex: String(repeating: "0", count: 63)) == nil)
    #expect(Hash(hex: String(repeating: "0", count: 63) + "é") == nil)
  }
}
