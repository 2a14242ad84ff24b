/// The first of many by an order, and how many there were in all: what a list shows, kept while the rest goes by.
struct Shortlist<Element: Sendable>: Sendable {
  /// How many are kept at most; `nil`: all.
  let limit: Int?
  private let precedes: @Sendable (Element, Element) -> Bool
  private var kept: [Element] = []
  /// Nothing that comes after this one will be shown.
  private var last: Element?
  /// How many there were, kept or not.
  private(set) var count = 0

  init(limit: Int?, by precedes: @escaping @Sendable (Element, Element) -> Bool) {
    self.limit = limit
    self.precedes = precedes
  }

  /// Those that are shown, in their order.
  var elements: [Element] {
    let sorted = kept.sorted(by: precedes)
    return limit.map { Array(sorted.prefix($0)) } ?? sorted
  }

  mutating func insert(_ element: Element) {
    insert(element) { [precedes] in precedes(element, $0) }
  }

  /// Counts an element, and makes it only where it can be among those that are shown.
  ///
  /// - Parameter isBefore: whether it comes before another.
  mutating func insert(_ element: @autoclosure () -> Element, where isBefore: (Element) -> Bool) {
    count += 1
    if let last, !isBefore(last) { return }
    kept.append(element())
    prune()
  }

  mutating func merge(_ other: Shortlist) {
    for element in other.kept { insert(element) }
    count += other.count - other.kept.count
  }

  /// Sorts only now and then, so that each insertion costs little.
  private mutating func prune() {
    guard let limit, kept.count > 2 * limit + 64 else { return }
    kept = elements
    last = kept.last
  }
}
