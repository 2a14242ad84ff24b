extension UnsafeMutableBufferPointer where Element: Comparable {
  /// The value that would stand at a place if all were in order. Puts it there, no greater ones before it and no lesser
  /// ones after it (Hoare's quickselect): in a time that grows with the number of values, where sorting takes longer.
  ///
  /// - Parameter start: the values before this place are the least, already.
  func selected(_ place: Int, from start: Int = 0) -> Element {
    var (low, high) = (start, count - 1)
    // Unlucky pivots are few; values that are made to have none else are sorted.
    for _ in 0..<64 where low < high {
      let middle = low + (high - low) / 2
      let pivot = [self[low], self[middle], self[high]].sorted()[1]
      var (left, right) = (low, high)
      while left <= right {
        while self[left] < pivot { left += 1 }
        while pivot < self[right] { right -= 1 }
        if left <= right {
          swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if place <= right {
        high = right
      } else if place >= left {
        low = left
      } else {
        return self[place]
      }
    }
    if low < high {
      var rest = UnsafeMutableBufferPointer(rebasing: self[low...high])
      rest.sort()
    }
    return self[place]
  }
}
