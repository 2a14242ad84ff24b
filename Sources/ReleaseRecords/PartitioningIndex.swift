extension RandomAccessCollection {
  /// The place of the first element that fulfils a condition, or the end: where those that fulfil it come after all that
  /// do not. In O(log n) steps.
  @inlinable package func partitioningIndex(where isAfter: (Element) throws -> Bool) rethrows -> Index {
    var low = startIndex
    var count = count
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if try isAfter(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}
