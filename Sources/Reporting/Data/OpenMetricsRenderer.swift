/// Renders a report's figures in the OpenMetrics text format 1.0, which Prometheus and its kin gather.
///
/// Each figure becomes a gauge `release_ledger_<figure>[_<unit>]`, and each of its statistics one beside it. A figure
/// without data has no sample: an absent series is what alerts can tell from zero.
public struct OpenMetricsRenderer: Sendable {
  public init() {}

  public func render(_ report: Report) -> String {
    let log = report.provenance.log
    let position = Self.labels([Report.Label("origin", log.origin)]) + " \(log.size)"
    let size = Family(
      name: "release_ledger_log_size",
      unit: "",
      help: "Records of the log that the figures rest on.",
      samples: ["release_ledger_log_size" + position]
    )
    var families = [size]
    var indices: [String: Int] = [:]
    for figure in report.sections.flatMap(\.blocks).flatMap(Self.figures) {
      for (family, value) in Self.families(of: figure) {
        let index = indices[family.name] ?? families.count
        if index == families.count {
          families.append(family)
          indices[family.name] = index
        }
        guard let value else { continue }
        // One sample for each set of labels: the first one counts.
        let sample = "\(family.name)\(Self.labels(figure.labels)) "
        if !families[index].samples.contains(where: { $0.hasPrefix(sample) }) {
          families[index].samples.append(sample + Self.number(value))
        }
      }
    }
    return families.filter { !$0.samples.isEmpty }.map(\.text).joined() + "# EOF\n"
  }

  private struct Family {
    let name: String
    let unit: String
    let help: String
    var samples: [String] = []

    var text: String {
      var lines = ["# TYPE \(name) gauge"]
      if !unit.isEmpty { lines.append("# UNIT \(name) \(unit)") }
      lines.append("# HELP \(name) \(OpenMetricsRenderer.escape(help, quotes: true))")
      return (lines + samples).joined(separator: "\n") + "\n"
    }
  }

  private static func figures(_ block: Report.Block) -> [Report.Figure] {
    if case .figures(let figures) = block { figures } else { [] }
  }

  private static func families(of figure: Report.Figure) -> [(Family, Double?)] {
    let unit = name(figure.unit.name)
    func family(_ statistic: String, _ help: String, unit: String, _ value: Double?) -> (Family, Double?) {
      let parts = ["release_ledger", name(figure.id), statistic, unit].filter { !$0.isEmpty }
      return (Family(name: parts.joined(separator: "_"), unit: unit, help: help), value)
    }
    let title = figure.title
    return [
      family("", figure.help.isEmpty ? title : figure.help, unit: unit, figure.value),
      family("numerator", "\(title): numerator.", unit: "", figure.numerator),
      family("denominator", "\(title): denominator.", unit: "", figure.denominator),
      family("sample_size", "\(title): values it rests on.", unit: "", figure.sampleSize.map(Double.init)),
      family("median", "\(title): median.", unit: unit, figure.median),
      family("percentile_90", "\(title): 90th percentile.", unit: unit, figure.percentile90),
      family("mean", "\(title): mean.", unit: unit, figure.mean),
      family("target", "\(title): target.", unit: unit, figure.target?.value),
    ]
  }

  private static func labels(_ labels: [Report.Label]) -> String {
    guard !labels.isEmpty else { return "" }
    return "{" + labels.map { "\(name($0.name))=\"\(escape($0.value, quotes: true))\"" }.joined(separator: ",") + "}"
  }

  private static func number(_ value: Double) -> String {
    value.isNaN ? "NaN" : value.isInfinite ? (value < 0 ? "-Inf" : "+Inf") : Numbers.plain(value)
  }

  /// A metric's or label's name: letters, digits and `_`.
  private static func name(_ text: String) -> String {
    let name = String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    return name.first?.isNumber == true ? "_" + name : name
  }

  /// Backslash, line feed and quote are escaped; other control characters are shown.
  private static func escape(_ text: String, quotes: Bool) -> String {
    var result = ""
    for character in VisibleText.escape(text) {
      switch character {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\"" where quotes: result += "\\\""
      default: result.append(character)
      }
    }
    return result
  }
}
