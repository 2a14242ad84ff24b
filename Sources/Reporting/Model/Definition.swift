extension Report {
  /// A named value, as in "Service: kops".
  public struct Definition: Hashable, Sendable {
    /// The stable name, in `snake_case`: the key in JSON and CSV.
    public var name: String
    /// The name people read.
    public var title: String
    public var value: Cell

    public init(_ name: String, _ title: String, _ value: Cell) {
      self.name = name
      self.title = title
      self.value = value
    }
  }
}
