/// The records behind a figure.
public struct Explanation: Hashable, Sendable {
  /// One thing that a figure counts or leaves out, with all records that tell of it.
  public struct Item: Hashable, Sendable {
    public enum Standing: String, Hashable, Sendable {
      /// In the numerator, or in the sample.
      case counted
      /// In the denominator only.
      case compared
      case leftOut = "left_out"
    }

    public var standing: Standing
    /// Why: the reason it is left out, or what laid a failure to it.
    public var reason: String?
    /// `deployment`, `incident`, `rollback` or `change`.
    public var kind: String
    public var service: String
    /// The id of the deployment, incident or rollback; of a change, the commit.
    public var name: String
    /// The span it adds to the sample, in seconds.
    public var seconds: Double?
    /// Sequence numbers, ascending.
    public var records: [Int64]
  }

  public var figure: FigureName
  public var items: [Item]
  /// How many items there are besides.
  public var omitted: Int64
}
