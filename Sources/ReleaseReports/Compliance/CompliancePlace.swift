internal import ReleasePolicy
internal import ReleaseRecords

/// Where something stands in a compliance report: by the time of its member of the population, then by the member's
/// name, then as given. What is about the period comes last.
struct CompliancePlace: Comparable, Sendable {
  private let time: Timestamp
  private let name: [String]
  private let member: Int
  private let finding: Int

  init(_ member: ComplianceMember, _ number: Int, finding: Int = 0) {
    let subject = member.subject
    time = member.time
    name = [subject.service, subject.version?.text ?? "", subject.environment ?? "", subject.deployment ?? ""]
    self.member = number
    self.finding = finding
  }

  /// The place of a finding on a service over the period.
  init(period service: String, finding: Int) {
    time = Timestamp(microseconds: .max)
    name = [service]
    member = 0
    self.finding = finding
  }

  private init(_ place: CompliancePlace, finding: Int) {
    time = place.time
    name = place.name
    member = place.member
    self.finding = finding
  }

  func finding(_ number: Int) -> CompliancePlace { CompliancePlace(self, finding: number) }

  static func < (a: CompliancePlace, b: CompliancePlace) -> Bool {
    if a.time != b.time { return a.time < b.time }
    if a.name != b.name { return a.name.lexicographicallyPrecedes(b.name) }
    return (a.member, a.finding) < (b.member, b.finding)
  }
}

/// A finding, where it stands, and by which policy it was made.
struct PlacedFinding: Sendable {
  let finding: ReleasePolicy.Finding
  let place: CompliancePlace
  /// `nil` for what is about the period.
  let policy: PolicyReference?

  static func precedes(_ a: PlacedFinding, _ b: PlacedFinding) -> Bool { a.place < b.place }
}

/// A member of the population as lists show it.
struct ListedMember: Sendable {
  let subject: Subject
  let time: Timestamp
  let isDeployment: Bool
  let standing: ComplianceStanding
  let policy: String?
  let type: String?
  let verdicts: [ReleasePolicy.Verdict: Int]
  let records: [Int64]
  let place: CompliancePlace

  init(_ member: ComplianceMember, _ standing: ComplianceStanding, type: String?, place: CompliancePlace) {
    subject = member.subject
    time = member.time
    isDeployment = member.isDeployment
    self.standing = standing
    policy = member.policy?.title
    self.type = type
    verdicts = member.findings.reduce(into: [:]) { $0[$1.verdict, default: 0] += 1 }
    records = member.records
    self.place = place
  }

  /// Exceptions first.
  static func precedes(_ a: ListedMember, _ b: ListedMember) -> Bool {
    precedes(a.standing, a.place, b)
  }

  /// Whether what stands so and there comes before another.
  static func precedes(_ standing: ComplianceStanding, _ place: CompliancePlace, _ other: ListedMember) -> Bool {
    standing == other.standing ? place < other.place : standing.order < other.standing.order
  }
}
