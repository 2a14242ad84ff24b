/// Findings: the tally first, then each with what was required and what was seen.
enum HTMLFindings {
  static func append(_ list: Report.FindingList, to markup: inout Markup) {
    if !list.title.isEmpty { markup.element("h3", text: list.title) }
    markup.element("p", ["class": "summary"], text: list.summary)
    guard list.count > 0 else { return }
    markup.element("ul", ["class": "tally"]) { tally in
      for verdict in Report.Verdict.allCases {
        tally.element("li", ["class": list.count(verdict) == 0 ? "none" : verdict.tone.rawValue]) { item in
          item.element("span", ["class": "tally-count"], text: Numbers.grouped(list.count(verdict)))
          HTMLCells.append(.verdict(verdict), to: &item)
        }
      }
    }
    markup.element("ol", ["class": "findings"]) { findings in
      for finding in list.findings {
        findings.newLine()
        findings.element("li", ["class": finding.verdict.tone.rawValue]) { item(finding, in: &$0) }
      }
    }
    if let omission = list.omission { markup.element("p", ["class": "omission"], text: omission) }
  }

  private static func item(_ finding: Report.Finding, in item: inout Markup) {
    item.element("p", ["class": "verdict"]) { HTMLCells.append(.verdict(finding.verdict), to: &$0) }
    item.element("div", ["class": "control"]) { control in
      control.element("p") { line in
        line.element("strong", text: finding.control)
        line.text(" ")
        line.text(finding.title)
      }
      control.element("p", ["class": "subject"], text: finding.subject)
    }
    item.element("dl") { list in
      var pairs: [(String, Report.Cell)] = [
        ("Required", .text(finding.required)), ("Observed", .text(finding.observed)),
      ]
      if let remedy = finding.remedy { pairs.append(("To settle it", .text(remedy))) }
      if let due = finding.due { pairs.append(("By", .time(due))) }
      pairs.append(("Records", finding.records.isEmpty ? .absent("no record") : .records(finding.records)))
      for (title, value) in pairs {
        list.element("div") { pair in
          pair.element("dt", text: title)
          pair.element("dd") { HTMLCells.append(value, to: &$0) }
        }
      }
    }
  }
}
