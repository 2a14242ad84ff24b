/// Tables as HTML.
enum HTMLTables {
  static func append(_ table: Report.Table, titled: Bool = true, to markup: inout Markup) {
    if titled, !table.title.isEmpty {
      markup.element("h3", ["id": Anchor.name("table-" + table.id)], text: table.title)
    }
    if table.rows.isEmpty {
      markup.element("p", ["class": "empty"], text: table.emptyText)
    } else {
      // A region that scrolls has to be reachable by keyboard, and named.
      let name = table.title.isEmpty ? table.columns.map(\.title).joined(separator: ", ") : table.title
      markup.element("div", ["class": "scroll", "role": "region", "tabindex": "0", "aria-label": name]) {
        $0.element("table") { rows(of: table, in: &$0) }
      }
    }
    if let omission = table.omission { markup.element("p", ["class": "omission"], text: omission) }
    if let note = table.note { markup.element("p", ["class": "note"]) { $0.lines(note) } }
  }

  private static func rows(of table: Report.Table, in element: inout Markup) {
    element.element("thead") { head in
      head.element("tr") { row in
        for column in table.columns {
          row.element("th", ["scope": "col", "class": column.type.isNumeric ? "number" : nil], text: column.title)
        }
      }
    }
    element.element("tbody") { body in
      for row in table.rows {
        body.newLine()
        body.element("tr", ["class": row.emphasis == .none ? nil : row.emphasis.rawValue]) { line in
          for (index, column) in table.columns.enumerated() {
            let cell = row.cell(index)
            if index == 0, case .text = cell {
              line.element("th", ["scope": "row", "class": column.type.styleClass]) { HTMLCells.append(cell, to: &$0) }
            } else {
              line.element("td", ["class": column.type.styleClass]) { HTMLCells.append(cell, to: &$0) }
            }
          }
        }
      }
    }
  }
}

extension Report.ColumnType {
  var styleClass: String? {
    switch self {
    case .number: "number"
    case .time, .verdict, .badge: "short"
    case .text, .records, .link: "words"
    }
  }
}
