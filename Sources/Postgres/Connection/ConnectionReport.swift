/// libpq's verbose text on why it could not connect, one report for each host behind another.
enum ConnectionReport {
  /// The text without what only a developer of the server needs, and what the last server said.
  static func read(_ text: String) -> (reason: String, server: ServerError?) {
    var server: ServerError?
    var lines: [String] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("LOCATION:") {
      guard let mark = line.firstRange(of: ":  "), let code = code(after: mark.upperBound, in: line) else {
        lines.append(String(line.drop { $0 == "\t" }))
        continue
      }
      let severity = line[..<mark.lowerBound].split(separator: " ").last.map(String.init) ?? "FATAL"
      let message = String(line[line.index(mark.upperBound, offsetBy: 7)...])
      server = ServerError(severity: severity, sqlState: SQLState(rawValue: code), message: message)
      lines.append("\(line[..<mark.lowerBound]): \(message)")
    }
    return (lines.isEmpty ? "no reason was given" : lines.joined(separator: "\n"), server)
  }

  private static func code(after index: Substring.Index, in line: Substring) -> String? {
    let code = line[index...].prefix(5)
    let rest = line[index...].dropFirst(5)
    guard code.count == 5, rest.hasPrefix(": "), code.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isUppercase) })
    else { return nil }
    return String(code)
  }
}
