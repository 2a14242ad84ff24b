public import ReleaseRecords

extension Report {
  /// Events on a line of time, a lane for each sort: deployments, rollbacks, incidents.
  public struct EventLanes: Hashable, Sendable {
    public enum Mark: String, Hashable, Sendable, CaseIterable {
      case succeeded
      case failed
      case rollback
      case incident
    }

    public struct Item: Hashable, Sendable {
      public var time: Timestamp
      /// The end, of something that lasts; one that is not over ends with the chart and says so.
      public var until: Timestamp?
      public var isOpen: Bool
      public var mark: Mark
      public var label: String
      public var record: Int64?

      public init(
        time: Timestamp,
        until: Timestamp? = nil,
        isOpen: Bool = false,
        mark: Mark,
        label: String,
        record: Int64? = nil
      ) {
        self.time = time
        self.until = until
        self.isOpen = isOpen
        self.mark = mark
        self.label = label
        self.record = record
      }
    }

    public struct Lane: Hashable, Sendable {
      public var title: String
      public var items: [Item]

      public init(_ title: String, _ items: [Item]) {
        self.title = title
        self.items = items
      }
    }

    public var from: Timestamp
    public var until: Timestamp
    public var lanes: [Lane]

    public init(from: Timestamp, until: Timestamp, lanes: [Lane]) {
      self.from = from
      self.until = until
      self.lanes = lanes
    }
  }
}
