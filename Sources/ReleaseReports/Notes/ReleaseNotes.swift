internal import ReleaseRecords
package import Reporting

/// An organisation's release notes, filled from the records of a release.
///
///     let template = try ReleaseNotesTemplate.template(for: ["octoacme"], type: "minor")
///     let notes = ReleaseNotes(of: records, by: template, basis: basis)
///     notes.document                              // Markdown in the shape of the template
///     HTMLRenderer().render(notes.report)
///
/// A section is filled from the words that the release record has for it, else from the changes of its categories;
/// where there are neither, it says that it is not recorded. Only the authors can say that there is none of something.
package struct ReleaseNotes: Sendable {
  let records: RecordsOfRelease
  let template: ReleaseNotesTemplate
  let basis: ReportBasis
  let sections: [NotesSection]

  package init(of records: RecordsOfRelease, by template: ReleaseNotesTemplate, basis: ReportBasis) {
    self.records = records
    self.template = template
    self.basis = basis
    sections = template.sections.map { NotesSection($0, of: records, people: basis.people) }
  }

  /// The titles of sections that the template asks for and nothing fills.
  package var missingSections: [String] {
    sections.filter { $0.isMissing && !$0.section.isOptional }.map(\.section.title)
  }

  private var facts: ReleaseFacts { ReleaseFacts(records: records, environment: template.environment) }

  package var report: Report {
    let missing = missingSections.count
    return Report(
      kind: "notes",
      title: facts.filled(template.title),
      subtitle: "\(records.type.map { "\($0) release" } ?? "type not recorded"), \(facts.date)"
        + (missing == 0 ? "" : "; \(counted(missing, "section")) not recorded"),
      parameters: [
        Report.Definition("service", "Service", .text(records.service)),
        Report.Definition("version", "Version", .text(records.version.text)),
        Report.Definition("template", "Template", .text(template.name)),
        Report.Definition("at", "As things stood at", .time(basis.at)),
      ],
      sections: filledSections + [sourceSection],
      provenance: basis.provenance(
        selection: "records-of-release",
        records.all,
        totals: [
          Report.Definition("sections", "Sections", .count(sections.count { $0.filling != .heading })),
          Report.Definition("sections_missing", "Sections not recorded", .count(missing)),
        ]
      )
    )
  }

  /// The sections, those within another with its title before their own.
  private var filledSections: [Report.Section] {
    var heading: String?
    return sections.compactMap { section in
      if section.section.level == 2 { heading = section.filling == .heading ? section.section.title : nil }
      guard let paragraph = section.paragraph else { return nil }
      let title = [heading, section.section.title].compactMap(\.self).joined(separator: ": ")
      return Report.Section(id: section.section.id, title: title, blocks: [.paragraph(paragraph)])
    }
  }

  private var sourceSection: Report.Section {
    let rows = sections.filter { $0.filling != .heading }.map { section in
      Report.Row(
        [
          .text(section.section.title), .badge(section.badge), .word(section.source, otherwise: "–"),
          .records(of: section.entries),
        ],
        emphasis: section.isMissing && !section.section.isOptional ? .exception : .none
      )
    }
    let table = Report.Table(
      id: "sources",
      title: "",
      columns: [
        Report.Column("section", "Section"), Report.Column("state", "State", .badge),
        Report.Column("source", "Filled from"), Report.Column("records", "Records", .records),
      ],
      rows: rows
    )
    return Report.Section(id: "sources", title: "Where it comes from", blocks: [.table(table)])
  }

  /// The notes in Markdown, in the shape of the organisation's template. What people wrote stays text.
  package var document: String {
    var parts = ["# \(Markdown.inline(facts.filled(template.title)))"]
    if !template.details.isEmpty {
      parts.append(
        template.details.map { detail in
          "**\(Markdown.inline(detail.title))**: \(Markdown.inline(facts.value(of: detail.value) ?? ""))"
        }.joined(separator: "\\\n")
      )
    }
    for section in sections {
      parts.append("\(section.section.level == 3 ? "###" : "##") \(Markdown.inline(section.section.title))")
      parts += section.markdown
    }
    return parts.joined(separator: "\n\n") + "\n"
  }
}

extension NotesSection {
  static let notRecorded = "Not recorded."

  var isMissing: Bool { filling == .missing || filling == .erased }

  var badge: Report.Badge {
    switch filling {
    case .heading, .lines: Report.Badge("filled", .good)
    case .none: Report.Badge("none, as stated", .good)
    case .erased: Report.Badge("erased", .caution)
    case .missing: section.isOptional ? Report.Badge("left out", .neutral) : Report.Badge("not recorded", .caution)
    }
  }

  /// What it says, in a report; `nil` for a heading.
  var paragraph: String? {
    switch filling {
    case .heading: nil
    case .lines(let lines): listed(lines, bullet: "• ").joined(separator: "\n")
    case .none(let words): words
    case .erased: "Erased since."
    case .missing: section.isOptional ? "Not recorded; this section may be left out." : Self.notRecorded
    }
  }

  /// What it says, in Markdown.
  var markdown: [String] {
    guard case .lines(let lines) = filling else { return paragraph.map { [Markdown.paragraph($0)] } ?? [] }
    if section.style == .text || section.style == .steps && lines.count == 1 {
      return [Markdown.paragraph(lines.joined(separator: "\n"))]
    }
    return [
      lines.enumerated().map { index, line in
        "\(section.style == .steps ? "\(index + 1)." : "-") \(Markdown.inline(Self.withoutNumber(line, in: section)))"
      }.joined(separator: "\n")
    ]
  }

  private func listed(_ lines: [String], bullet: String) -> [String] {
    switch section.style {
    case .text: lines
    case .list: lines.count == 1 ? lines : lines.map { bullet + $0 }
    case .steps:
      lines.count == 1
        ? lines : lines.enumerated().map { "\($0.offset + 1). \(Self.withoutNumber($0.element, in: section))" }
    }
  }

  /// A step without the number that its author gave it.
  private static func withoutNumber(_ line: String, in section: ReleaseNotesTemplate.Section) -> String {
    guard section.style == .steps else { return line }
    let rest = line.drop { $0.isASCII && $0.isNumber }
    guard rest.startIndex > line.startIndex, rest.hasPrefix(". ") || rest.hasPrefix(") ") else { return line }
    return String(rest.dropFirst(2))
  }
}
