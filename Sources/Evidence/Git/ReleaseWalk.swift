/// Goes from one release's commit to the next one's, and meets every commit once.
struct ReleaseWalk {
  /// For each commit whether it is on the line of first parents of the main branch.
  let mainLine: [Bool]

  private let history: GitHistory
  private let order: CommitOrder
  private let contents: ReleaseHistory.Contents
  private var isVisited: [Bool]

  init(_ history: GitHistory, order: CommitOrder, contents: ReleaseHistory.Contents) {
    self.history = history
    self.order = order
    self.contents = contents
    isVisited = [Bool](repeating: false, count: history.commits.count)
    var mainLine = isVisited
    var next = history.head.flatMap { history.position(of: $0) }
    while let position = next, !mainLine[position] {
      mainLine[position] = true
      next = history.commits[position].parents.first.flatMap { history.position(of: $0) }
    }
    self.mainLine = mainLine
  }

  /// The commits reached from this one that were not met before, oldest first.
  mutating func collect(from start: Int) -> (changes: [Int32], reachedCut: Bool) {
    var found: [Int32] = []
    var reachedCut = false
    var stack = [start]
    while let position = stack.popLast() {
      guard !isVisited[position] else { continue }
      isVisited[position] = true
      found.append(Int32(position))
      let commit = history.commits[position]
      if history.cutAt.contains(commit.id) { reachedCut = true }
      for parent in contents == .all ? commit.parents[...] : commit.parents.prefix(1) {
        if let parent = history.position(of: parent) { stack.append(parent) }
      }
    }
    found.sort { a, b in
      let (x, y) = (order.times[Int(a)], order.times[Int(b)])
      return x == y ? a > b : x < y
    }
    return (found, reachedCut)
  }
}
