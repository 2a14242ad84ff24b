extension Report {
  /// Rows under typed columns.
  public struct Table: Hashable, Sendable {
    /// The stable name of the table, unique in its report: `findings`, `deployments`, …
    public var id: String
    public var title: String
    public var columns: [Column]
    public var rows: [Row]
    /// What to say when there are no rows.
    public var emptyText: String
    /// How many rows there are besides those shown; said under the table when it is not zero.
    public var omittedRows: Int
    public var note: String?

    public init(
      id: String,
      title: String,
      columns: [Column],
      rows: [Row] = [],
      emptyText: String = "None.",
      omittedRows: Int = 0,
      note: String? = nil
    ) {
      self.id = id
      self.title = title
      self.columns = columns
      self.rows = rows
      self.emptyText = emptyText
      self.omittedRows = omittedRows
      self.note = note
    }

    /// The sentence that says that not every row is here, or `nil` when every one is.
    var omission: String? {
      guard omittedRows > 0 else { return nil }
      return "\(Numbers.grouped(omittedRows)) more \(omittedRows == 1 ? "row is" : "rows are") not shown here; "
        + "\(Numbers.grouped(rows.count)) of \(Numbers.grouped(rows.count + omittedRows)) are."
    }
  }

  public struct Column: Hashable, Sendable {
    /// The stable name, in `snake_case`, without the unit.
    public var name: String
    public var title: String
    public var type: ColumnType

    public init(_ name: String, _ title: String, _ type: ColumnType = .text) {
      self.name = name
      self.title = title
      self.type = type
    }
  }

  /// What stands in a column. A cell of another type is shown as what it is.
  public enum ColumnType: Hashable, Sendable {
    case text
    case number(Unit)
    case time
    case verdict
    case badge
    case records
    case link

    var isNumeric: Bool {
      if case .number = self { true } else { false }
    }
  }

  public struct Row: Hashable, Sendable {
    /// One for each column; missing ones at the end are shown as absent.
    public var cells: [Cell]
    public var emphasis: Emphasis

    public init(_ cells: [Cell], emphasis: Emphasis = .none) {
      self.cells = cells
      self.emphasis = emphasis
    }

    func cell(_ index: Int) -> Cell {
      index < cells.count ? cells[index] : .absent("not recorded")
    }
  }

  public enum Emphasis: String, Hashable, Sendable {
    case none
    /// Something that needs a reader's attention.
    case exception
    /// A sum of the rows above.
    case total
  }
}
