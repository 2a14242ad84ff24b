/// Lets so many tasks in at a time; the others wait in their order.
///
/// All tests of a process start at once. Without it each would hold a database and its connections while it waits for a
/// processor, until the server has no connection left for anyone.
actor Turnstile {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(limit: Int) { free = limit }

  func enter() async {
    guard free == 0 else {
      free -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  func leave() {
    guard waiting.isEmpty else { return waiting.removeFirst().resume() }
    free += 1
  }
}
