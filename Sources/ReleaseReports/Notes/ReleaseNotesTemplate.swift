internal import ReleaseRecords
internal import ReportAssets

/// The release notes of an organisation: their title and sections, and where each is filled from.
///
///     let template = try ReleaseNotesTemplate.template(for: ["octoacme"], type: "patch")
///
/// The data lies in `reports/templates/`; a team can read its own with ``init(parsing:)``.
package struct ReleaseNotesTemplate: Hashable, Sendable {
  package let name: String
  /// The packs whose notes they are; empty: those of all that have none of their own.
  package let packs: [String]
  /// The types of releases that they are for; empty: all.
  package let types: [String]
  let title: String
  let environment: String
  let details: [Detail]
  let sections: [Section]

  /// A line under the title.
  struct Detail: Hashable, Sendable {
    var title: String
    /// `service`, `version`, `date` or `type`.
    var value: String
  }

  enum Style: String, CaseIterable, Hashable, Sendable {
    case list
    case steps
    case text
  }

  struct Section: Hashable, Sendable {
    var id: String
    var title: String
    /// 2 for a section, 3 for one within the last of those.
    var level: Int
    var style: Style
    /// The text of the release record that fills it; `nil`: it is a heading over others.
    var text: String?
    /// The categories of changes that fill it where that text is not there.
    var categories: [String]
    /// Fields of the release record that belong to it.
    var fields: [String]
    /// Whether the authors of the changes fill it where the text is not there.
    var namesContributors: Bool
    /// What it says where the text says that there is none.
    var none: String?
    /// Whether it may be left out.
    var isOptional: Bool
  }

  /// The templates that come with the program.
  package static func builtIn() throws(ReportTemplateError) -> [ReleaseNotesTemplate] {
    var templates: [ReleaseNotesTemplate] = []
    for document in ReportAssets.notesTemplates { templates.append(try ReleaseNotesTemplate(parsing: document)) }
    return templates
  }

  /// The notes of the first of some policies that has any for a type of release (a policy's own name, then those that
  /// it extends), else those for all.
  package static func template(
    for policies: [String],
    type: String?
  ) throws(ReportTemplateError) -> ReleaseNotesTemplate {
    let templates = try builtIn()
    for policy in policies {
      let own = templates.filter { $0.packs.contains(policy) }
      let fitting = own.first { template in template.types.isEmpty || type.map(template.types.contains) ?? false }
      if let template = fitting ?? own.first { return template }
    }
    guard let standard = templates.first(where: { $0.packs.isEmpty }) else {
      throw ReportTemplateError(template: "standard", problem: "there is none for all policies")
    }
    return standard
  }

  /// Reads a template's JSON document.
  ///
  /// - Throws: ``ReportTemplateError`` where it is not of the expected shape, or names a text or field that release
  ///   records do not have.
  package init(parsing document: [UInt8]) throws(ReportTemplateError) {
    let reader = try TemplateReader(
      document: document,
      allowing: ["name", "packs", "types", "title", "environment", "details", "sections"]
    )
    name = try reader.string("name")
    packs = try reader.strings("packs")
    types = try reader.strings("types")
    title = try reader.string("title")
    environment = try reader.string("environment")
    var details: [Detail] = []
    for detail in try reader.elements("details", allowing: ["title", "value"]) {
      let value = try detail.string("value")
      guard ["service", "version", "date", "type"].contains(value) else {
        throw detail.error("value", "one of service, version, date, type")
      }
      details.append(Detail(title: try detail.string("title"), value: value))
    }
    self.details = details
    let names = [
      "id", "title", "level", "style", "text", "categories", "fields", "contributors", "none", "optional",
    ]
    var sections: [Section] = []
    for section in try reader.elements("sections", allowing: names) { sections.append(try Self.section(section)) }
    self.sections = sections
  }

  private static func section(_ reader: TemplateReader) throws(ReportTemplateError) -> Section {
    let definition = Catalogue[.release]
    let text = try reader.optionalString("text")
    if let text, !definition.texts.contains(where: { $0.name == text }) {
      throw reader.error("text", "a text of release records")
    }
    let fields = try reader.strings("fields")
    if fields.contains(where: { name in !definition.fields.contains { $0.name == name } }) {
      throw reader.error("fields", "a list of fields of release records")
    }
    guard let style = Style(rawValue: try reader.optionalString("style") ?? "list") else {
      throw reader.error("style", "one of list, steps, text")
    }
    let level = reader.object["level"]
    guard level == nil || level == 2 || level == 3 else { throw reader.error("level", "2 or 3") }
    return Section(
      id: try reader.string("id"),
      title: try reader.string("title"),
      level: level == 3 ? 3 : 2,
      style: style,
      text: text,
      categories: try reader.strings("categories"),
      fields: fields,
      namesContributors: try reader.flag("contributors"),
      none: try reader.optionalString("none"),
      isOptional: try reader.flag("optional")
    )
  }
}
