import Glibc
import ReleaseRecords

/// Whole releases as JSON lines: one that was walked through Atlas' process, again and again, each a week after the
/// last one of its service, with versions, commits and deployments of its own.
struct Releases {
  /// What a line is made of.
  private enum Part {
    case text(String)
    case time(Timestamp)
    case version, previous, service, commit
    /// The name of a deployment.
    case deployment(String)
  }

  private let lines: [[Part]]

  init(_ scenario: String) {
    lines = scenario.split(separator: "\n").map { Self.parts(of: $0) }
  }

  func write(_ count: Int, services: Int) {
    for number in 0..<count {
      for line in lines { puts(line.map { text($0, number % services, number / services, number) }.joined()) }
    }
  }

  private func text(_ part: Part, _ service: Int, _ week: Int, _ number: Int) -> String {
    switch part {
    case .text(let text): text
    case .time(let time): (time + .seconds((week - 300) * 7 * 86_400)).description
    case .version: "2.0.\(week + 1)"
    case .previous: "2.0.\(week)"
    case .service: "\"app-\(service)\""
    case .commit: "c1" + String("\(1_000_000_000 + number)".reversed()) + String(repeating: "0", count: 28)
    case .deployment(let name): "\"\(name)-\(week)\""
    }
  }

  private static func parts(of line: Substring) -> [Part] {
    let marks: [(String, Part)] = [
      ("2.0.4", .version), ("2.0.3", .previous), ("\"app\"", .service), ("\"d-1\"", .deployment("d")),
      ("\"s-1\"", .deployment("s")), ("c1" + String(repeating: "0", count: 38), .commit),
    ]
    var parts: [Part] = []
    var text = ""
    var rest = line
    while let first = rest.first {
      var found = marks.first { rest.hasPrefix($0.0) }
      if found == nil, first == "2", let time = Timestamp(String(rest.prefix(20))) {
        found = (String(rest.prefix(20)), .time(time))
      }
      guard let (mark, part) = found else {
        text.append(first)
        rest.removeFirst()
        continue
      }
      parts += [.text(text), part]
      text = ""
      rest.removeFirst(mark.count)
    }
    return parts + [.text(text)]
  }

  /// The whole of standard input.
  static func input() -> String {
    var text = ""
    while let line = readLine(strippingNewline: false) { text += line }
    return text
  }
}
