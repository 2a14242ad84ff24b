internal import ReleaseRecords

/// Places the commits of a history in time, such that each comes after its parents whatever the clocks said.
struct CommitOrder {
  /// For each commit its time, or when that is not later than its parents', the first microsecond after them.
  /// Git calls it the corrected commit date.
  let times: [Timestamp]

  init(_ history: GitHistory) {
    let commits = history.commits
    var times = commits.map(\.committedAt)
    // Depth first without recursion: a main line is as deep as it is long. A commit in progress that is met again
    // would be its own ancestor; no real history has that, and a forged one must not hang us.
    enum State { case new, entered, done }
    var states = [State](repeating: .new, count: commits.count)
    var stack: [Int] = []
    for start in commits.indices.reversed() where states[start] == .new {
      stack.append(start)
      while let commit = stack.last {
        if states[commit] == .new {
          states[commit] = .entered
          for parent in commits[commit].parents {
            if let parent = history.position(of: parent), states[parent] == .new { stack.append(parent) }
          }
          continue
        }
        stack.removeLast()
        guard states[commit] == .entered else { continue }
        states[commit] = .done
        for parent in commits[commit].parents {
          guard let parent = history.position(of: parent), states[parent] == .done else { continue }
          times[commit] = max(times[commit], times[parent] + .microseconds(1))
        }
      }
    }
    self.times = times
  }
}
