internal import ReportAssets

/// Renders a report as one self-contained page of HTML: no script, no outside resource, readable on a phone, in print,
/// in a dark scheme and without colour.
public struct HTMLRenderer: Sendable {
  public init() {}

  public func render(_ report: Report) -> String {
    var page = Markup()
    page.documentType()
    page.element("html", ["lang": "en"]) { html in
      html.newLine()
      html.element("head") { head(of: report, in: &$0) }
      html.newLine()
      html.element("body") { body(of: report, in: &$0) }
      html.newLine()
    }
    page.newLine()
    return page.source
  }

  private func head(of report: Report, in head: inout Markup) {
    head.newLine()
    head.void("meta", ["charset": "utf-8"])
    head.newLine()
    head.void(
      "meta",
      [
        "http-equiv": "Content-Security-Policy",
        "content": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
      ]
    )
    head.newLine()
    head.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    head.void("meta", ["name": "color-scheme", "content": "light dark"])
    head.void("meta", ["name": "referrer", "content": "no-referrer"])
    head.void("meta", ["name": "generator", "content": report.provenance.producer])
    head.newLine()
    head.element("title", text: report.title)
    head.newLine()
    head.styleSheet(String(decoding: ReportAssets.styleSheet, as: UTF8.self) + pageMargins(of: report))
  }

  /// What stands in the margin of every printed page: the title, the state of the log, the number of the page.
  private func pageMargins(of report: Report) -> String {
    """
    @page {
      @top-left { content: \(CSSString.quoted(report.title)); }
      @bottom-left { content: \(CSSString.quoted(report.provenance.log.summary)); }
    }

    """
  }

  private func body(of report: Report, in body: inout Markup) {
    if report.sections.contains(where: { $0.blocks.contains(where: \.isChart) }) { body.append(ChartPatterns.markup) }
    body.newLine()
    body.element("header", ["class": "page"]) { header in
      header.element("p", ["class": "kind"], text: "Release ledger · \(report.kind)")
      header.element("h1", text: report.title)
      if let subtitle = report.subtitle { header.element("p", ["class": "subtitle"], text: subtitle) }
      if !report.parameters.isEmpty { header.append(HTMLBlocks.definitions(report.parameters, style: "parameters")) }
    }
    body.newLine()
    let sections = report.sections + [ProvenanceSheet.section(of: report)]
    body.element("nav", ["aria-label": "Contents"]) { nav in
      nav.element("ol") { list in
        for section in sections {
          list.element("li") { $0.element("a", ["href": "#" + Anchor.name(section.id)], text: section.title) }
        }
      }
    }
    body.newLine()
    body.element("main") { main in
      for section in sections {
        main.newLine()
        main.element(
          "section",
          ["id": Anchor.name(section.id), "aria-labelledby": Anchor.name(section.id) + "-title"]
        ) { element in
          element.element("h2", ["id": Anchor.name(section.id) + "-title"], text: section.title)
          HTMLBlocks.append(section.blocks, to: &element)
        }
      }
      main.newLine()
    }
    body.newLine()
    body.element("footer", ["class": "page"]) { footer in
      footer.element("p", text: report.provenance.producer)
      footer.element("p", text: report.provenance.log.summary)
    }
    body.newLine()
  }
}

extension Report.Block {
  var isChart: Bool {
    if case .chart = self { true } else { false }
  }
}
