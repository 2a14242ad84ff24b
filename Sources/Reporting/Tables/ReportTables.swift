extension Report {
  /// Everything in the report that has rows, as tables: what CSV can carry. In the report's order.
  public var tables: [Table] {
    sections.flatMap(\.blocks).compactMap { block in
      switch block {
      case .paragraph, .definitions: nil
      case .table(let table): table
      case .figures(let figures): FigureTable.forMachines(figures)
      case .findings(let list): list.table
      case .timeline(let timeline): timeline.table
      case .chart(let chart): chart.table
      }
    }
  }
}
