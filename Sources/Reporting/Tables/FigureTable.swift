/// Figures as a table.
enum FigureTable {
  /// For people: statistics that no figure has are left out.
  static func forPeople(_ figures: [Report.Figure]) -> Report.Table {
    var columns = [Report.Column("figure", "Figure"), Report.Column("value", "Value", .number(.count))]
    var cells = figures.map { [Report.Cell.text($0.title), $0.cell] }
    func add(_ column: Report.Column, _ cell: (Report.Figure) -> Report.Cell?) {
      let values = figures.map(cell)
      guard values.contains(where: { $0 != nil }) else { return }
      columns.append(column)
      for (index, value) in values.enumerated() { cells[index].append(value ?? .absent("–")) }
    }
    add(Report.Column("basis", "From", .number(.count))) { figure in
      (figure.basis ?? figure.sampleSize.map { "n = \(Numbers.grouped($0))" }).map { .text($0) }
    }
    add(Report.Column("median", "Median", .number(.count))) { $0.number($0.median) }
    add(Report.Column("percentile_90", "p90", .number(.count))) { $0.number($0.percentile90) }
    add(Report.Column("mean", "Mean", .number(.count))) { $0.number($0.mean) }
    add(Report.Column("previous", "Before", .number(.count))) { $0.number($0.previous) }
    add(Report.Column("target", "Target", .badge)) { figure in
      guard let target = figure.target, let text = figure.targetText else { return nil }
      return .badge(Report.Badge("\(text) \(target.verdict.sign) \(target.verdict.title)", target.verdict.tone))
    }
    add(Report.Column("level", "Level", .badge)) { $0.level.map { .badge($0) } }
    return Report.Table(
      id: "figures",
      title: "",
      columns: columns,
      rows: cells.map { Report.Row($0) },
      emptyText: "No figures."
    )
  }

  /// For machines: every statistic in a column, absent or not.
  static func forMachines(_ figures: [Report.Figure]) -> Report.Table {
    let labels = figures.flatMap(\.labels).map(\.name).reduce(into: [String]()) { names, name in
      if !names.contains(name) { names.append(name) }
    }
    let number = Report.ColumnType.number(.other("", digits: 0))
    let columns =
      [Report.Column("figure", "Figure"), Report.Column("title", "Title")] + labels.map { Report.Column($0, $0) } + [
        Report.Column("unit", "Unit"), Report.Column("value", "Value", number),
        Report.Column("numerator", "Numerator", number), Report.Column("denominator", "Denominator", number),
        Report.Column("sample_size", "Sample size", number), Report.Column("median", "Median", number),
        Report.Column("percentile_90", "90th percentile", number), Report.Column("mean", "Mean", number),
        Report.Column("previous", "Previous period", number), Report.Column("target", "Target", number),
        Report.Column("target_comparison", "Target comparison"), Report.Column("verdict", "Verdict", .verdict),
        Report.Column("level", "Level"), Report.Column("notes", "Notes"),
        Report.Column("records", "Records", .records),
      ]
    let rows = figures.map { figure in
      let numbers = [
        figure.value, figure.numerator, figure.denominator, figure.sampleSize.map(Double.init), figure.median,
        figure.percentile90, figure.mean, figure.previous, figure.target?.value,
      ]
      return Report.Row(
        [.text(figure.id), .text(figure.title)]
          + labels.map { name in
            figure.labels.first { $0.name == name }.map { .text($0.value) } ?? .absent("")
          }
          + [.text(figure.unit.name.isEmpty ? "count" : figure.unit.name)]
          + numbers.map { $0.map { .number($0, .other("", digits: 0)) } ?? .absent("") }
          + [
            figure.target.map { .text($0.comparison.rawValue) } ?? .absent(""),
            figure.target.map { .verdict($0.verdict) } ?? .absent(""),
            figure.level.map { .text($0.text) } ?? .absent(""),
            .text(figure.notes.joined(separator: "\n")), .records(figure.records),
          ]
      )
    }
    return Report.Table(id: "figures", title: "Figures", columns: columns, rows: rows)
  }
}

extension Report.Figure {
  func number(_ value: Double?) -> Report.Cell? {
    value.map { .number($0, unit) }
  }

  /// `3 of 42`: what the value was made from.
  var basis: String? {
    switch (numerator, denominator) {
    case (let numerator?, let denominator?):
      "\(Report.Unit.count.text(numerator)) of \(Report.Unit.count.text(denominator))"
    case (let numerator?, nil): Report.Unit.count.text(numerator)
    default: nil
    }
  }

  /// `≤ 15.0%`.
  var targetText: String? {
    target.map { "\($0.comparison.sign) \(unit.text($0.value))" }
  }
}
