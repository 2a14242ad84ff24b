package import ReleaseRecords

/// What became of a status page's entries. Each of them is in exactly one place.
package struct StatusPageReading: Sendable {
  /// An entry that cannot be believed, and why.
  package struct Rejected: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
      case unreadableTime(String)
      /// It is over before it begins. Nothing is clipped: which of the two times is wrong is not for us to say.
      case resolvedBeforeItBegan
      /// Its severity is none that is known here.
      case unknownSeverity(String)
      /// Nobody says which service it is about.
      case noService
    }

    package var entry: StatusPageEntry
    package var reason: Reason
  }

  /// Records of kind `incident`, in the order of the entries: opened, then resolved.
  package var records: [Record] = []
  package var rejected: [Rejected] = []
  /// Maintenance and other planned work: no incidents.
  package var plannedWork: [StatusPageEntry] = []
  /// Announcements (`notice`): no incidents.
  package var notices: [StatusPageEntry] = []
}

extension StatusPage {
  /// The incidents that the entries tell of, as records with keys that stay the same from run to run.
  ///
  /// - Parameter service: the service that all incidents are laid to; without one, each is an incident of every system
  ///   that it names.
  package func records(service: String? = nil) -> StatusPageReading {
    var reading = StatusPageReading()
    for entry in entries {
      if entry.isPlannedWork {
        reading.plannedWork.append(entry)
      } else if entry.severity == "notice" {
        reading.notices.append(entry)
      } else {
        switch Self.incident(entry, service: service) {
        case .success(let records): reading.records += records
        case .failure(let failure): reading.rejected.append(.init(entry: entry, reason: failure.reason))
        }
      }
    }
    return reading
  }

  private struct Failure: Error {
    var reason: StatusPageReading.Rejected.Reason
  }

  private static func incident(_ entry: StatusPageEntry, service: String?) -> Result<[Record], Failure> {
    func failure(_ reason: StatusPageReading.Rejected.Reason) -> Result<[Record], Failure> {
      .failure(Failure(reason: reason))
    }
    guard let began = StatusPageTime.parse(entry.began) else { return failure(.unreadableTime(entry.began)) }
    var resolved: Timestamp?
    if let text = entry.resolved {
      guard let time = StatusPageTime.parse(text) else { return failure(.unreadableTime(text)) }
      guard time.microseconds >= began.microseconds else { return failure(.resolvedBeforeItBegan) }
      resolved = time
    }
    let severity: String
    switch entry.severity {
    case "down": severity = "SEV1"
    case "disrupted": severity = "SEV2"
    default: return failure(.unknownSeverity(entry.severity))
    }
    let services = service.map { [$0] } ?? entry.affected
    guard !services.isEmpty else { return failure(.noService) }
    return .success(
      services.flatMap { service in
        records(entry, service, severity, began: began, resolved: resolved)
      }
    )
  }

  private static func records(
    _ entry: StatusPageEntry,
    _ service: String,
    _ severity: String,
    began: Timestamp,
    resolved: Timestamp?
  ) -> [Record] {
    func record(_ status: String, at: Timestamp) -> Record {
      var data: JSONObject = [
        "incident": .string(entry.id), "severity": .string(severity), "status": .string(status),
      ]
      if status == "open" { data["started_at"] = .string(began.description) }
      return Record(
        .incident,
        service: service,
        occurredAt: at,
        source: ["adapter": "status-page"],
        data: data,
        text: status == "open" ? ["title": entry.title] : [:],
        key: "status-page:\(service):\(entry.id):\(status)"
      )
    }
    return [record("open", at: began)] + (resolved.map { [record("resolved", at: $0)] } ?? [])
  }
}
