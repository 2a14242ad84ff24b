import Glibc
import ReleaseRecords

/// Records as CI posts them: of 1,000 services, gates for the most part.
enum Workload {
  static func record(_ number: Int) -> Record {
    let service = "service-\(number % 1000)"
    let version = SemanticVersion("\(1 + number / 500_000).\(number / 10_000 % 50).\(number / 1000 % 10)")
    let instant = Timestamp(microseconds: 1_760_000_000_000_000 + Int64(number) * 1_000_000)
    let commit = String(repeating: "0", count: 28) + String(1_000_000_000_000 + number)
    let source: JSONObject = [
      "provider": "github-actions", "run_url": .string("https://github.com/acme/\(service)/actions/runs/\(number)"),
    ]
    switch number % 10 {
    case 0:
      return Record(
        .change,
        service: service,
        version: version,
        occurredAt: instant,
        source: source,
        data: ["commit": .string(commit.suffix(40).description), "authored_at": .string(instant.description)]
      )
    case 1:
      return Record(
        .deployment,
        service: service,
        version: version,
        environment: "production",
        occurredAt: instant,
        source: source,
        data: [
          "deployment": .string("deployment-\(number)"), "status": "succeeded",
          "commit": .string(commit.suffix(40).description),
        ]
      )
    default:
      return Record(
        .gate,
        service: service,
        version: version,
        occurredAt: instant,
        source: source,
        data: [
          "gate": .string("gate-\(number % 10)"), "outcome": number % 50 == 0 ? "failed" : "passed",
          "commit": .string(commit.suffix(40).description),
          "measurements": [["name": "coverage", "value": .number(Double(number % 1000) / 10), "unit": "%"]],
        ]
      )
    }
  }

  /// Records made beforehand, as the peers' lines are.
  static let ready = (0..<1000).map(record)

  static func writeLines(_ count: Int) {
    for number in 0..<count { puts(CanonicalJSON.string(record(number).json)) }
  }
}
