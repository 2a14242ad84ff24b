/// Puts incidents together from their records, in whatever order these come.
struct IncidentRecords: Sendable {
  struct Record {
    var service: Int32
    var incident: Int32
    var sequence: Int64
    /// As noted: 0 open, 1 resolved, 2 anything between.
    var status: Int64
    var severity: String
    var at: Int64
    var causedBy: Int32?
    var fixedBy: Int32?
    var started: Int64?
    var detected: Int64?
    var impactPercent: Double?

    /// Its place among the incident's records.
    var place: Root { Root(at: at, sequence: sequence) }
  }

  /// What the last record said that said anything.
  fileprivate struct Last<Value: Sendable>: Sendable {
    private(set) var value: Value?
    private var place: Root?

    mutating func take(_ value: Value?, at place: Root) {
      guard let value, self.place.map({ $0 < place }) ?? true else { return }
      self.value = value
      self.place = place
    }
  }

  fileprivate struct Tally: Sendable {
    let service: Int32
    let incident: Int32
    var sequence = Int64.max
    var first = Int64.max
    /// The first that told of it as not over.
    var firstUnresolved = Int64.max
    var last = Int64.min
    var lastOpened = Int64.min
    var resolutions: [Int64] = []
    var severity = Last<String>()
    var causedBy = Last<Int32>()
    var fixedBy: [Int32] = []
    var started = Last<Int64>()
    var detected = Last<Int64>()
    var impactPercent: Double?
  }

  private var tallies: [Int32: Tally] = [:]

  mutating func add(_ record: Record) {
    tallies[record.incident, default: Tally(service: record.service, incident: record.incident)].add(record)
  }

  /// The incidents in the order of their first records, without what is known of the deployments that they name.
  func incidents() -> [ToldIncident] {
    tallies.values.map(\.told).sorted { $0.sequence < $1.sequence }
  }
}

extension IncidentRecords.Tally {
  fileprivate mutating func add(_ record: IncidentRecords.Record) {
    sequence = min(sequence, record.sequence)
    first = min(first, record.at)
    last = max(last, record.at)
    if record.status == 0 { lastOpened = max(lastOpened, record.at) }
    if record.status == 1 {
      resolutions.append(record.at)
    } else {
      firstUnresolved = min(firstUnresolved, record.at)
    }
    severity.take(record.severity, at: record.place)
    causedBy.take(record.causedBy, at: record.place)
    started.take(record.started, at: record.place)
    detected.take(record.detected, at: record.place)
    if let fixedBy = record.fixedBy { self.fixedBy.append(fixedBy) }
    if let impact = record.impactPercent { impactPercent = max(impactPercent ?? impact, impact) }
  }

  fileprivate var told: ToldIncident {
    ToldIncident(
      service: service,
      incident: incident,
      sequence: sequence,
      severity: severity.value ?? "",
      causedBy: causedBy.value,
      fixedBy: fixedBy,
      started: min(started.value ?? first, first),
      statesStart: started.value != nil,
      startIsKnown: started.value.map { $0 <= first } ?? false || firstUnresolved == first,
      detected: detected.value ?? first,
      resolved: resolutions.filter { $0 >= lastOpened }.min(),
      impactPercent: impactPercent,
      last: last
    )
  }
}
