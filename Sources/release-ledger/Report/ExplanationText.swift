internal import DeliveryMetrics

/// The records behind a figure, as people read them.
struct ExplanationText {
  private let figure: FigureName
  private let explanation: Explanation

  init(_ figure: FigureName, _ explanation: Explanation) {
    self.figure = figure
    self.explanation = explanation
  }

  /// - Parameter isForFile: without the styles of a terminal.
  func text(isForFile: Bool) -> String {
    var lines = [isForFile ? figure.title : Terminal.bold(figure.title), figure.help]
    for item in explanation.items {
      let standing =
        switch item.standing {
        case .counted: "counted "
        case .compared: "compared"
        case .leftOut: "left out"
        }
      let reason = item.reason.map { "  \($0)" } ?? ""
      let span = item.seconds.map { "  \(Self.duration($0))" } ?? ""
      let records = "  [\(item.records.map(String.init).joined(separator: ", "))]"
      lines.append(
        "  \(standing)  \(item.kind) \(Terminal.safe(item.name)) of \(Terminal.safe(item.service))\(span)\(reason)"
          + (isForFile ? records : Terminal.dim(records))
      )
    }
    if explanation.items.isEmpty { lines.append("  nothing is on record that it could come from") }
    if explanation.omitted > 0 { lines.append("  … and \(explanation.omitted) more") }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func duration(_ seconds: Double) -> String {
    let minutes = Int(abs(seconds) / 60)
    let sign = seconds < 0 ? "−" : ""
    let (days, hours) = (minutes / 1440, minutes / 60 % 24)
    return sign + (days > 0 ? "\(days) d \(hours) h" : hours > 0 ? "\(hours) h \(minutes % 60) min" : "\(minutes) min")
  }
}
