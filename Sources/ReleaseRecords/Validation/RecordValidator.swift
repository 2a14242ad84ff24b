/// Checks records against the ``Catalogue``, and gives them their normal form.
///
///     let record = try RecordValidator(now: now).validated(claimed)
///
/// Times become UTC in canonical form and members get canonical order. What is wrong is told all at once.
public struct RecordValidator: Sendable {
  /// The latest time that something which has happened may have.
  public let latest: Timestamp

  /// - Parameters:
  ///   - now: the present time.
  ///   - tolerance: how far clocks may go ahead of it; a day unless given, as in the database.
  public init(now: Timestamp, tolerance: Duration = .seconds(86_400)) {
    latest = now + tolerance
  }

  /// The record in its normal form.
  ///
  /// - Throws: ``RecordError/invalid(_:)`` with every problem, up to ``RecordLimits/reportedProblems``.
  public func validated(_ record: Record) throws(RecordError) -> Record {
    var record = record
    var checker = ValueChecker(latest: latest)
    check(&record, with: &checker, reported: [])
    guard checker.problems.isEmpty else { throw .invalid(checker.problems) }
    return record
  }

  /// Checks a record and gives it its normal form.
  ///
  /// - Parameter reported: the parts of which it is known already that they are wrong.
  func check(_ record: inout Record, with checker: inout ValueChecker, reported: Set<EnvelopePart>) {
    let plan = KindPlan[record.kind]
    checkEnvelope(record, plan, reported, &checker)
    if !reported.contains(.data) {
      let start = checker.problems.count
      record.data = checker.check(record.data, plan)
      if checker.problems.count == start { checkRules(record.data, plan, &checker) }
      checker.nestProblems(from: start, in: "data")
      if !reported.contains(.version) { checkRequiresOneOf(record, plan, &checker) }
    }
    if !reported.contains(.text) { checkTexts(record, plan, &checker) }
    if checker.problems.isEmpty { checkSize(record, &checker) }
  }

  /// What is wrong with the data of a record that stands in a log, whenever it came there.
  package static func problems(inDataOf record: Record) -> [RecordProblem] {
    let plan = KindPlan[record.kind]
    var checker = ValueChecker(latest: Timestamp(microseconds: .max))
    let normal = checker.check(record.data, plan)
    checker.nestProblems(from: 0, in: "data")
    if checker.problems.isEmpty, normal != record.data {
      checker.report("data", JSONValue.object(record.data), expected: "values in their normal form")
    }
    return checker.problems
  }

  private func checkRequiresOneOf(_ record: Record, _ plan: KindPlan, _ checker: inout ValueChecker) {
    for group in plan.definition.requiresOneOf {
      let isPresent = group.contains { name in
        name == EnvelopePart.version.rawValue ? record.version != nil : record.data[name] != nil
      }
      if isPresent { continue }
      let places = group.map { $0 == EnvelopePart.version.rawValue ? $0 : "data.\($0)" }
      checker.report(places.joined(separator: " or "), nil, expected: "at least one of them")
    }
  }

  private func checkRules(_ data: JSONObject, _ plan: KindPlan, _ checker: inout ValueChecker) {
    for names in plan.definition.orderedTimes {
      var earlier: (name: String, instant: Timestamp)?
      for name in names {
        guard let value = data[name], let instant = value.string.flatMap({ Timestamp($0) }) else { continue }
        if let earlier, instant < earlier.instant {
          checker.report(name, value, expected: "a time not before data.\(earlier.name), which is \(earlier.instant)")
        }
        earlier = (name, instant)
      }
    }
    for names in plan.definition.mustDiffer {
      guard let first = data[names[0]]?.string, let second = data[names[1]]?.string else { continue }
      // People's logins and addresses come in any case, and a version has one spelling only.
      if first.lowercased() == second.lowercased() {
        let isPerson = plan.definition.fields.contains { $0.name == names[1] && $0.type == .person }
        let expected = "another \(isPerson ? "person" : "value") than data.\(names[0])"
        checker.report(names[1], data[names[1]], expected: expected)
      }
    }
  }

  private func checkSize(_ record: Record, _ checker: inout ValueChecker) {
    guard record.maximumBodyBytes > RecordLimits.bodyBytes else { return }
    let size = record.canonicalBody(people: { $0 }, text: { _, _ in Self.digestPlaceholder }).count
    if size > RecordLimits.bodyBytes { checker.add(.tooLong(size)) }
  }

  /// As long as the base64url form of a SHA-256.
  private static let digestPlaceholder = String(repeating: "A", count: 43)
}

extension RecordProblem {
  static func tooLong(_ bodyBytes: Int) -> RecordProblem {
    RecordProblem(
      field: "",
      value: "\(bodyBytes) bytes long in canonical form",
      expected: "at most \(RecordLimits.bodyBytes) bytes",
      hint: "keep long lists in a file, and name it as evidence"
    )
  }
}
