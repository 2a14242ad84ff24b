extension Report {
  /// Findings, exceptions first, with counts that add up.
  public struct FindingList: Hashable, Sendable {
    public let id: String
    /// A heading of its own, where the section's is not enough.
    public let title: String
    /// Ordered by verdict, control, subject, and then as given.
    public let findings: [Finding]
    private let counts: [Verdict: Int]

    /// - Parameter limit: how many findings to show at most, the exceptions before all others; the counts are of all.
    public init(id: String = "findings", title: String = "", _ findings: [Finding], limit: Int? = nil) {
      self.id = id
      self.title = title
      let ordered = findings.enumerated().sorted { a, b in
        (a.element.verdict, a.element.control, a.element.subject, a.offset)
          < (b.element.verdict, b.element.control, b.element.subject, b.offset)
      }
      self.findings = ordered.prefix(max(limit ?? ordered.count, 0)).map(\.element)
      counts = findings.reduce(into: [:]) { $0[$1.verdict, default: 0] += 1 }
    }

    /// Findings that are shown, and how many others there are by their verdict.
    public init(id: String = "findings", title: String = "", _ findings: [Finding], omitting others: [Verdict: Int]) {
      let shown = FindingList(id: id, title: title, findings)
      self.id = id
      self.title = title
      self.findings = shown.findings
      counts = shown.counts.merging(others, uniquingKeysWith: +)
    }

    /// How many findings there are, shown or not.
    public var count: Int { counts.values.reduce(0, +) }

    public func count(_ verdict: Verdict) -> Int { counts[verdict] ?? 0 }

    /// `42 findings: 3 not met, 1 pending, 38 met.`; verdicts that do not occur are left out.
    public var summary: String {
      guard count > 0 else { return "No findings." }
      return "\(Numbers.grouped(count)) \(count == 1 ? "finding" : "findings"): \(Self.list(counts))."
    }

    /// What is not shown, or `nil` where everything is.
    var omission: String? {
      let shown = findings.reduce(into: [:]) { $0[$1.verdict, default: 0] += 1 }
      let hidden = counts.merging(shown) { $0 - $1 }.filter { $0.value > 0 }
      let total = count - findings.count
      guard total > 0 else { return nil }
      return "\(Numbers.grouped(total)) \(total == 1 ? "finding is" : "findings are") not shown here: "
        + "\(Self.list(hidden))."
    }

    private static func list(_ counts: [Verdict: Int]) -> String {
      Verdict.allCases.compactMap { verdict in
        guard let count = counts[verdict], count > 0 else { return nil }
        return "\(Numbers.grouped(count)) \(verdict.title)"
      }.joined(separator: ", ")
    }
  }
}
