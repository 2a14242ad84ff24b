/// Seats people so that as many seats as possible are taken and nobody has two: a maximum bipartite matching.
struct Matching {
  /// For each seat the candidates that may have it.
  private let choices: [[Int]]
  /// Who each candidate is; several candidates can be one person.
  private let identity: [String]
  private var seatOf: [String: Int] = [:]
  private var taken: [Int?]

  init(choices: [[Int]], identity: [String]) {
    self.choices = choices
    self.identity = identity
    taken = Array(repeating: nil, count: choices.count)
  }

  /// The candidate on each seat; `nil`: it stays empty.
  mutating func solve() -> [Int?] {
    for seat in choices.indices { seatSomebody(on: seat) }
    return taken
  }

  /// Looks breadth first for a chain of people who can move on so that one seat is filled.
  private mutating func seatSomebody(on free: Int) {
    var cameFrom: [String: (seat: Int, candidate: Int)] = [:]
    var queue = [free]
    var next = 0
    while next < queue.count {
      let seat = queue[next]
      next += 1
      for candidate in choices[seat] where cameFrom[identity[candidate]] == nil {
        let person = identity[candidate]
        cameFrom[person] = (seat, candidate)
        if let occupied = seatOf[person] {
          queue.append(occupied)
        } else {
          move(person, along: cameFrom, to: free)
          return
        }
      }
    }
  }

  private mutating func move(_ last: String, along cameFrom: [String: (seat: Int, candidate: Int)], to free: Int) {
    var person = last
    while let (seat, candidate) = cameFrom[person] {
      let leaving = taken[seat].map { identity[$0] }
      taken[seat] = candidate
      seatOf[person] = seat
      guard seat != free, let leaving else { return }
      person = leaving
    }
  }
}
