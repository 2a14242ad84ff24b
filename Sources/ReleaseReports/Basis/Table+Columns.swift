internal import Reporting

extension Report.Table {
  /// The table without the columns in which nothing is recorded, which its note names instead.
  var withoutEmptyColumns: Report.Table {
    guard !rows.isEmpty else { return self }
    let empty = columns.indices.filter { index in
      rows.allSatisfy { index < $0.cells.count && $0.cells[index] == FieldCells.notRecorded }
    }
    guard !empty.isEmpty else { return self }
    let kept = columns.indices.filter { !empty.contains($0) }
    let names = empty.map { columns[$0].title.lowercased() }.joined(separator: ", ")
    var table = self
    table.columns = kept.map { columns[$0] }
    table.rows = rows.map { row in Report.Row(kept.map { row.cells[$0] }, emphasis: row.emphasis) }
    table.note = [note, "Not recorded for any of them: \(names)."].compactMap(\.self).joined(separator: "\n")
    return table
  }
}
