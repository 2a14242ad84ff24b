/// Key figures as tiles.
enum HTMLFigures {
  static func append(_ figures: [Report.Figure], to markup: inout Markup) {
    guard !figures.isEmpty else {
      markup.element("p", ["class": "empty"], text: "No figures.")
      return
    }
    markup.element("div", ["class": "figures"]) { tiles in
      for figure in figures {
        tiles.newLine()
        tiles.element("article", ["class": "figure", "id": Anchor.name("figure-" + figure.id)]) {
          tile(figure, in: &$0)
        }
      }
    }
  }

  private static func tile(_ figure: Report.Figure, in tile: inout Markup) {
    tile.element("h3", text: figure.title)
    tile.element("p", ["class": "value"]) { HTMLCells.append(figure.cell, to: &$0) }
    if figure.level != nil || figure.target != nil {
      tile.element("p", ["class": "judgement"]) { line in
        if let level = figure.level { HTMLCells.append(.badge(level), to: &line) }
        if let target = figure.target, let text = figure.targetText {
          line.element("span", ["class": "target"]) { span in
            span.text("Target \(text) ")
            HTMLCells.append(.verdict(target.verdict), to: &span)
          }
        }
      }
    }
    let statistics: [(String, Report.Cell?)] = [
      ("From", figure.basis.map { .text($0) }), ("Sample", figure.sampleSize.map { .count($0) }),
      ("Median", figure.number(figure.median)), ("90th percentile", figure.number(figure.percentile90)),
      ("Mean", figure.number(figure.mean)), ("Period before", figure.number(figure.previous)),
    ]
    if statistics.contains(where: { $0.1 != nil }) {
      tile.element("dl") { list in
        for case (let title, let value?) in statistics {
          list.element("div") { pair in
            pair.element("dt", text: title)
            pair.element("dd") { HTMLCells.append(value, to: &$0) }
          }
        }
      }
    }
    if !figure.notes.isEmpty {
      tile.element("ul", ["class": "notes"]) { list in
        for note in figure.notes { list.element("li") { $0.lines(note) } }
      }
    }
    if !figure.help.isEmpty { tile.element("p", ["class": "help"]) { $0.lines(figure.help) } }
    if !figure.records.isEmpty {
      tile.element("p", ["class": "help"]) { line in
        line.text("Records ")
        HTMLCells.append(.records(figure.records), to: &line)
      }
    }
  }
}
