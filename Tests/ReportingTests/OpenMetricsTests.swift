import Foundation
import Reporting
import Testing

@Suite("OpenMetrics")
struct OpenMetricsTests {
  @Test(.enabled(if: Tool.promtool != nil, "promtool is not installed"))
  func promtoolAcceptsIt() throws {
    let promtool = try #require(Tool.promtool)
    let (code, output) = try promtool.run(["check", "metrics"], input: OpenMetricsRenderer().render(SampleReport.full))
    #expect(code == 0, "\(output)")
    #expect(output == "")
  }

  /// The grammar of OpenMetrics 1.0, as far as gauges go.
  @Test func familiesAreWellFormed() throws {
    for report in [SampleReport.full, SampleReport.saying("a\"b\\c\nd{}=,# EOF")] {
      var lines = OpenMetricsRenderer().render(report).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.popLast() == "")
      #expect(lines.popLast() == "# EOF")
      var seen: Set<String> = []
      var family = ""
      let sample = try Regex(
        #"([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\[\\"n])*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\[\\"n])*")*\})? (-?[0-9.]+(e[+-]?[0-9]+)?|NaN|[+-]Inf)"#
      )
      for line in lines {
        if line.hasPrefix("# TYPE ") {
          family = String(line.split(separator: " ")[2])
          #expect(line == "# TYPE \(family) gauge")
          #expect(seen.insert(family).inserted, "the family \(family) comes twice")
        } else if line.hasPrefix("# UNIT ") {
          let parts = line.split(separator: " ")
          #expect(parts[2] == family && family.hasSuffix("_\(parts[3])"))
        } else if line.hasPrefix("# HELP ") {
          #expect(line.hasPrefix("# HELP \(family) "))
        } else {
          let match = try #require(line.wholeMatch(of: sample), "\(line)")
          #expect(match.output[1].substring.map(String.init) == family)
        }
      }
      #expect(!seen.isEmpty)
    }
  }

  @Test func noDataHasNoSample() {
    let text = OpenMetricsRenderer().render(SampleReport.full)
    #expect(!text.contains("release_ledger_rework_rate_ratio"))
    #expect(
      text.contains("release_ledger_rework_rate_sample_size{service=\"checkout\",environment=\"production\"} 0\n")
    )
  }

  @Test func figuresOfSeveralServicesShareAFamily() {
    let figures = ["a", "b"].map {
      Report.Figure(id: "f", title: "F", help: "F.", unit: .count, value: 1, labels: [Report.Label("service", $0)])
    }
    let report = Report(
      kind: "k",
      title: "T",
      sections: [Report.Section(id: "s", title: "S", blocks: figures.map { .figures([$0]) })],
      provenance: SampleReport.provenance
    )
    #expect(
      OpenMetricsRenderer().render(report) == """
        # TYPE release_ledger_log_size gauge
        # HELP release_ledger_log_size Records of the log that the figures rest on.
        release_ledger_log_size{origin="ledger.example.org/main"} 12345
        # TYPE release_ledger_f gauge
        # HELP release_ledger_f F.
        release_ledger_f{service="a"} 1
        release_ledger_f{service="b"} 1
        # EOF

        """
    )
  }
}
