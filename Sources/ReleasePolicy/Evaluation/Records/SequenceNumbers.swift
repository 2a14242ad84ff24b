internal import ReleaseRecords

/// Sequence numbers of records in ascending order, each once.
///
/// They are mostly few and come in order: a list of them takes less than a hashed set.
struct SequenceNumbers: Equatable {
  private(set) var ascending: [Int64] = []

  init() {}

  var isEmpty: Bool { ascending.isEmpty }

  init(_ numbers: some Sequence<Int64>) {
    ascending.reserveCapacity(numbers.underestimatedCount)
    formUnion(numbers)
  }

  init(_ facts: [Fact]) {
    ascending.reserveCapacity(facts.count)
    formUnion(facts)
  }

  mutating func insert(_ number: Int64) {
    guard let last = ascending.last, number <= last else { return ascending.append(number) }
    let place = ascending.partitioningIndex { $0 >= number }
    if ascending[place] != number { ascending.insert(number, at: place) }
  }

  mutating func formUnion(_ numbers: some Sequence<Int64>) {
    for number in numbers { insert(number) }
  }

  mutating func formUnion(_ facts: [Fact]) {
    for fact in facts { insert(fact.sequence) }
  }

  mutating func formUnion(_ other: SequenceNumbers) {
    if ascending.isEmpty { ascending = other.ascending } else { formUnion(other.ascending) }
  }

  func union(_ other: SequenceNumbers) -> SequenceNumbers {
    var all = self
    all.formUnion(other)
    return all
  }
}

extension SequenceNumbers: ExpressibleByArrayLiteral {
  init(arrayLiteral numbers: Int64...) { self.init(numbers) }
}
