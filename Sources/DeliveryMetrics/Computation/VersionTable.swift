internal import ReleaseRecords

/// Values by the numbers of versions.
struct VersionTable<Value: Sendable>: Sendable {
  /// In order.
  let versions: [Int32]
  private let values: [Value]
  /// The places of versions from the first on, where they lie close together; -1 for what is not one of them.
  private let places: [Int32]

  /// - Parameter values: in the order of the versions.
  init(_ versions: [Int32], _ values: [Value]) {
    self.versions = versions
    self.values = values
    guard let first = versions.first, let last = versions.last, versions.areClose(from: first, to: last) else {
      places = []
      return
    }
    var places = Array(repeating: -1 as Int32, count: Int(last) - Int(first) + 1)
    for (place, version) in versions.enumerated() { places[Int(version) - Int(first)] = Int32(place) }
    self.places = places
  }

  subscript(version: Int32) -> Value? {
    if places.isEmpty {
      let place = versions.partitioningIndex { $0 >= version }
      return place < versions.count && versions[place] == version ? values[place] : nil
    }
    let offset = Int(version) - Int(versions[0])
    guard offset >= 0, offset < places.count, places[offset] >= 0 else { return nil }
    return values[Int(places[offset])]
  }
}

extension Collection<Int32> {
  /// Numbers of which each stands here once, in order. Where they lie close together they are marked, not compared.
  func inOrder() -> [Int32] {
    guard let first = self.min(), let last = self.max(), areClose(from: first, to: last) else { return sorted() }
    var isHere = Array(repeating: false, count: Int(last) - Int(first) + 1)
    for number in self { isHere[Int(number) - Int(first)] = true }
    return isHere.indices.lazy.filter { isHere[$0] }.map { first + Int32($0) }
  }

  fileprivate func areClose(from first: Int32, to last: Int32) -> Bool { (Int(last) - Int(first)) / 16 <= count }
}
