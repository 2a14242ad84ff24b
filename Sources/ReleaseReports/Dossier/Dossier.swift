package import ReleasePolicy
internal import ReleaseRecords
package import Reporting

/// Everything that the log holds about one release, and what is missing from it.
///
///     let cited = Set(findings.flatMap(\.records))
///     let records = RecordsOfRelease(of: "checkout", version, in: entries, logSize: size, citing: cited)
///     let dossier = Dossier(of: records, findings: findings, policy: policy, basis: basis)
///     HTMLRenderer().render(dossier.report)
///
/// First come the five things that every release must carry and the verdict on each control; then, kind by kind, what
/// was recorded; at the end, how to check all of it against the log without this program.
package struct Dossier: Sendable {
  let records: RecordsOfRelease
  let findings: [ReleasePolicy.Finding]
  let policy: PolicyReference?
  let basis: ReportBasis
  let cells: FieldCells

  /// - Parameters:
  ///   - findings: how the controls of the policy stand for the release, in any of its environments.
  ///   - policy: the policy that they come from; `nil` where none was in force.
  package init(
    of records: RecordsOfRelease,
    findings: [ReleasePolicy.Finding] = [],
    policy: PolicyReference? = nil,
    basis: ReportBasis
  ) {
    self.records = records
    self.findings = findings
    self.policy = policy
    self.basis = basis
    cells = FieldCells(people: basis.people)
  }

  package var report: Report {
    Report(
      kind: "dossier",
      title: "Dossier of \(records.name)",
      subtitle: subtitle,
      parameters: [
        Report.Definition("service", "Service", .text(records.service)),
        Report.Definition("version", "Version", .text(records.version.text)),
        Report.Definition("at", "As things stood at", .time(basis.at)),
      ],
      sections: [
        essentialsSection, missingSection, releaseSection, verdictSection, deploymentSection, approvalSection,
        gateSection, checklistSection, contentSection, artifactSection, observationSection, incidentSection,
        rollbackSection, communicationSection, followUpSection, decisionSection, wordsSection, correctionSection,
        timelineSection, proofSection,
      ],
      provenance: basis.provenance(
        selection: "records-of-release",
        records.all,
        totals: [
          Report.Definition("records", "Records of the release", .count(records.all.count)),
          Report.Definition("findings", "Findings", .count(findings.count)),
        ]
      )
    )
  }

  private var subtitle: String {
    var words = [records.type.map { "\($0) release" } ?? "no release record"]
    words.append((records.status?["status"]).map { "status: \($0)" } ?? "no status recorded")
    words.append(counted(records.all.count, "record"))
    return words.joined(separator: ", ")
  }

  /// A section of one table.
  func section(
    _ id: String,
    _ title: String,
    _ columns: [Report.Column],
    _ rows: [Report.Row],
    empty: String,
    omitted: Int = 0,
    note: String? = nil
  ) -> Report.Section {
    let table = Report.Table(
      id: id,
      title: "",
      columns: columns,
      rows: rows,
      emptyText: empty,
      omittedRows: omitted,
      note: note
    )
    return Report.Section(id: id, title: title, blocks: [.table(table.withoutEmptyColumns)])
  }
}
