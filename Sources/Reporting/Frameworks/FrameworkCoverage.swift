/// How a framework's controls are evidenced by findings on a policy's controls.
public struct FrameworkCoverage: Sendable {
  public struct Item: Sendable {
    public let control: ControlFramework.Control
    /// The findings on controls that share a category with it, exceptions first.
    public let findings: [Report.Finding]
    /// Categories that it asks for and that no finding is about.
    public let categoriesWithoutEvidence: [String]
  }

  public let framework: ControlFramework
  public let items: [Item]
  private let mappings: ControlMappings

  /// - Parameter kinds: the kind of requirement of each control, for controls that no pack has.
  public init(
    of framework: ControlFramework,
    by findings: Report.FindingList,
    mappings: ControlMappings,
    kinds: [String: String] = [:]
  ) {
    self.framework = framework
    self.mappings = mappings
    // Findings are many and controls are few, so what a control is about is looked up once for each.
    var categories: [String: Set<String>] = [:]
    var seen = Set(mappings.ledgerCategories)
    for finding in findings.findings {
      let own =
        categories[finding.control] ?? Set(mappings.categories(of: finding.control, kind: kinds[finding.control]))
      categories[finding.control] = own
      // What never applied is no evidence.
      if finding.verdict != .notApplicable { seen.formUnion(own) }
    }
    items = framework.controls.map { control in
      let wanted = Set(control.categories)
      let controls = Set(categories.filter { !$0.value.isDisjoint(with: wanted) }.keys)
      return Item(
        control: control,
        findings: findings.findings.filter { controls.contains($0.control) },
        categoriesWithoutEvidence: control.categories.filter { !seen.contains($0) }
      )
    }
  }

  /// An overview, then the findings for each of the framework's controls.
  ///
  /// - Parameter limit: how many findings to show at most for each, the exceptions before all others; counts are of all.
  public func sections(limit: Int? = nil) -> [Report.Section] {
    let overview = Report.Table(
      id: "framework-\(framework.name)",
      title: "",
      columns: [
        Report.Column("control", "Control"), Report.Column("title", "What it asks for, in our words"),
        Report.Column("findings", "Findings", .number(.count)), Report.Column("not_met", "Not met", .number(.count)),
        Report.Column("without_evidence", "No evidence of"), Report.Column("elsewhere", "To be shown elsewhere"),
      ],
      rows: items.map { item in
        let notMet = item.findings.count { $0.verdict == .notMet }
        let missing = item.categoriesWithoutEvidence.map(mappings.title(ofCategory:)).joined(separator: "\n")
        return Report.Row(
          [
            .text(item.control.id), .text(item.control.title), .count(item.findings.count), .count(notMet),
            missing.isEmpty ? .absent("–") : .text(missing), .text(item.control.notCovered),
          ],
          emphasis: notMet > 0 ? .exception : .none
        )
      },
      note: notes.joined(separator: "\n")
    )
    let heading = "\(framework.title) (\(framework.edition))"
    return [Report.Section(id: "framework-\(framework.name)", title: heading, blocks: [.table(overview)])]
      + items.map { item in
        Report.Section(
          id: "framework-\(framework.name)-\(item.control.id)",
          title: "\(item.control.id): \(item.control.title)",
          blocks: [
            .findings(
              Report.FindingList(id: "findings-\(framework.name)-\(item.control.id)", item.findings, limit: limit)
            )
          ]
        )
      }
  }

  private var notes: [String] {
    let counts =
      "A finding counts for every control that it gives evidence for, so the counts do not add up across controls."
    return [counts]
      + mappings.ledgerCategories.compactMap { category in
        let ids = framework.controls.filter { $0.categories.contains(category) }.map(\.id)
        guard !ids.isEmpty else { return nil }
        return "\(ids.joined(separator: ", ")): “\(mappings.title(ofCategory: category))” is shown by the log itself, "
          + "whose proofs can be checked without this program."
      }
  }
}
