internal import Synchronization

/// Shows on a terminal how far long work has come, how fast it goes and how long it will take. Elsewhere silent.
final class ProgressBar: Sendable {
  private let title: String
  private let total: Int?
  private let unit: String
  private let start = ContinuousClock.now
  private let lastShown = Mutex<ContinuousClock.Instant?>(nil)

  init(_ title: String, totalBytes: Int? = nil, totalItems: Int? = nil, unit: String = "records") {
    self.title = title
    total = totalBytes ?? totalItems
    self.unit = unit
  }

  /// - Parameters:
  ///   - bytes: how far the work has come, in what the total counts; the items where the total counts them.
  ///   - items: how many are done.
  func update(bytes done: Int? = nil, items: Int) {
    guard Terminal.isErrorTerminal else { return }
    let isDue = lastShown.withLock { last in
      let isDue = last.map { .now - $0 > .milliseconds(100) } ?? true
      if isDue { last = .now }
      return isDue
    }
    guard isDue else { return }
    let seconds = max(0.001, (ContinuousClock.now - start).seconds)
    var line = "\(title): \(items) \(unit), \(Int(Double(items) / seconds))/s"
    if let total, total > 0 {
      let share = min(1, Double(done ?? items) / Double(total))
      let filled = Int(share * 30)
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
      line = "\(title) \(bar) \(Int(share * 100)) %, \(items) \(unit), \(Int(Double(items) / seconds))/s"
      if share > 0.005 { line += ", \(Self.clock(seconds / share - seconds)) left" }
    }
    Terminal.writeError(raw: "\r\u{1B}[2K\(line)")
  }

  func finish() {
    if lastShown.withLock({ $0 != nil }) { Terminal.writeError(raw: "\r\u{1B}[2K") }
  }

  private static func clock(_ seconds: Double) -> String {
    let whole = Int(max(0, seconds.rounded()))
    let parts = [whole / 60 % 60, whole % 60].map { $0 < 10 ? "0\($0)" : String($0) }
    return (whole >= 3600 ? "\(whole / 3600):" : "") + parts.joined(separator: ":")
  }
}

extension Duration {
  var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}
