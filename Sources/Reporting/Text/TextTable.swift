/// Rows and columns of plain text, aligned by display width.
struct TextTable {
  struct Cell {
    var text: String
    var style: TextStyle = .plain
  }

  struct Column {
    var title: String
    var alignsRight = false
  }

  var columns: [Column]
  var rows: [[Cell]]

  private static let gap = 2
  /// Text columns are not made narrower than their longest word or this, whichever is less.
  private static let narrowest = 14

  /// The lines of the table within a width. Nothing is cut: words wrap, and where even that does not fit, each row
  /// becomes a list of names and values.
  func lines(width: Int, paint: (String, TextStyle) -> String) -> [String] {
    guard let widths = columnWidths(within: width) else { return stackedLines(width: width, paint: paint) }
    var lines = rowLines(columns.map { Cell(text: $0.title, style: .heading) }, widths: widths, paint: paint)
    lines.append(
      widths.map { String(repeating: "─", count: $0) }.joined(separator: String(repeating: " ", count: Self.gap))
    )
    for row in rows {
      lines += rowLines(row, widths: widths, paint: paint)
    }
    return lines
  }

  /// `nil` where the columns do not fit side by side.
  private func columnWidths(within width: Int) -> [Int]? {
    var widths: [Int] = []
    var least: [Int] = []
    for (index, column) in columns.enumerated() {
      let texts = [column.title] + rows.map { $0[index].text }
      let natural = texts.map { $0.split(separator: "\n").map { DisplayWidth.of($0) }.max() ?? 0 }.max() ?? 0
      let word = texts.map { WordWrap.longestWord($0) }.max() ?? 0
      widths.append(max(natural, 1))
      least.append(column.alignsRight ? max(natural, 1) : max(1, min(natural, word, Self.narrowest)))
    }
    let available = width - Self.gap * (columns.count - 1)
    guard least.reduce(0, +) <= available else { return nil }
    var excess = widths.reduce(0, +) - available
    while excess > 0 {
      // The widest column that can still give way gives way.
      guard let index = widths.indices.filter({ widths[$0] > least[$0] }).max(by: { widths[$0] < widths[$1] }) else {
        return nil
      }
      widths[index] -= 1
      excess -= 1
    }
    return widths
  }

  private func rowLines(_ cells: [Cell], widths: [Int], paint: (String, TextStyle) -> String) -> [String] {
    let wrapped = cells.enumerated().map { WordWrap.lines($1.text, width: widths[$0]) }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { line in
      var text = ""
      var padding = 0
      for (index, cell) in cells.enumerated() {
        let part = line < wrapped[index].count ? wrapped[index][line] : ""
        let space = widths[index] - DisplayWidth.of(part)
        let right = columns[index].alignsRight
        if !part.isEmpty {
          text += String(repeating: " ", count: padding + (right ? space : 0)) + paint(part, cell.style)
          padding = right ? 0 : space
        } else {
          padding += widths[index]
        }
        padding += Self.gap
      }
      return text
    }
  }

  private func stackedLines(width: Int, paint: (String, TextStyle) -> String) -> [String] {
    var lines: [String] = []
    for (number, row) in rows.enumerated() {
      if number > 0 { lines.append("") }
      // A dash that keeps a place in a grid says nothing in a list.
      for (column, cell) in zip(columns, row) where cell.text != "–" {
        let wrapped = WordWrap.lines(cell.text, width: max(width - 2, 10))
        if DisplayWidth.of(column.title) + 2 + DisplayWidth.of(cell.text) <= width, wrapped.count == 1 {
          lines.append("\(paint(column.title + ":", .heading)) \(paint(cell.text, cell.style))")
        } else {
          lines += WordWrap.lines(column.title + ":", width: width).map { paint($0, .heading) }
          lines += wrapped.map { "  " + paint($0, cell.style) }
        }
      }
    }
    return lines
  }
}
