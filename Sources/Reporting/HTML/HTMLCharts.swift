/// Charts as figures: the picture, and its numbers under it.
enum HTMLCharts {
  static func append(_ chart: Report.Chart, to markup: inout Markup) {
    let id = Anchor.name("chart-" + chart.id)
    let drawing = ChartDrawing.of(chart)
    markup.element("figure", ["class": drawing.isWide ? "chart wide" : "chart", "id": id]) { figure in
      figure.element("figcaption") { caption in
        caption.element("h3", text: chart.title)
        caption.element("p") { $0.lines(chart.summary) }
      }
      if drawing.isEmpty {
        figure.element("p", ["class": "empty"], text: chart.table.emptyText)
      } else {
        figure.element("div", ["class": "picture"]) { picture in
          picture.element(
            "svg",
            [
              "viewBox": "0 0 \(Coordinate.text(drawing.width)) \(Coordinate.text(drawing.height))", "role": "img",
              "aria-labelledby": "\(id)-name \(id)-words", "xmlns": "http://www.w3.org/2000/svg",
            ]
          ) { svg in
            svg.element("title", ["id": id + "-name"], text: chart.title)
            svg.element("desc", ["id": id + "-words"], text: chart.summary)
            svg.append(drawing.markup)
          }
        }
        figure.element("details") { details in
          details.element("summary", text: "The numbers")
          HTMLTables.append(chart.tableForPeople, titled: false, to: &details)
        }
      }
    }
  }
}
