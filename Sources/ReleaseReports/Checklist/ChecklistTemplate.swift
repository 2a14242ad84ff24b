internal import ReleaseRecords
internal import ReportAssets

/// The release checklist of an organisation: its sections, their items, and the records that settle each.
///
///     let template = try ChecklistTemplate.template(for: ["octoacme"])
///
/// The data lies in `reports/templates/`; a team can read its own with ``init(parsing:)``.
package struct ChecklistTemplate: Hashable, Sendable {
  package let name: String
  /// The packs whose checklist it is.
  package let packs: [String]
  let title: String
  let environment: String
  let sections: [Section]

  struct Section: Hashable, Sendable {
    var id: String
    var title: String
    var items: [Item]
  }

  struct Item: Hashable, Sendable {
    var title: String
    /// Whether its name and date are shown beside it.
    var isSigned = false
    /// What settles it: all of these.
    var sources: [Source]
  }

  /// Which records settle an item.
  struct Source: Hashable, Sendable {
    var kind: RecordKind
    var fields: [String: String] = [:]
    var environment: String?
  }

  /// The checklists that come with the program.
  package static func builtIn() throws(ReportTemplateError) -> [ChecklistTemplate] {
    var templates: [ChecklistTemplate] = []
    for document in ReportAssets.checklistTemplates { templates.append(try ChecklistTemplate(parsing: document)) }
    return templates
  }

  /// The checklist of the first of some policies that has one: a policy's own name, then those that it extends.
  package static func template(for policies: [String]) throws(ReportTemplateError) -> ChecklistTemplate? {
    let templates = try builtIn()
    for policy in policies {
      if let template = templates.first(where: { $0.packs.contains(policy) }) { return template }
    }
    return nil
  }

  /// Reads a template's JSON document.
  ///
  /// - Throws: ``ReportTemplateError`` where it is not of the expected shape, or names a record kind or field that
  ///   there is not.
  package init(parsing document: [UInt8]) throws(ReportTemplateError) {
    let reader = try TemplateReader(
      document: document,
      allowing: ["name", "packs", "title", "environment", "sections"]
    )
    name = try reader.string("name")
    packs = try reader.strings("packs")
    title = try reader.string("title")
    environment = try reader.string("environment")
    var sections: [Section] = []
    for section in try reader.elements("sections", allowing: ["id", "title", "items"]) {
      var items: [Item] = []
      for item in try section.elements("items", allowing: ["title", "signed", "from"]) {
        var sources: [Source] = []
        for source in try item.elements("from", allowing: ["record", "where", "environment"]) {
          sources.append(try Self.source(source))
        }
        guard !sources.isEmpty else { throw item.error("from", "a list with something in it") }
        items.append(Item(title: try item.string("title"), isSigned: try item.flag("signed"), sources: sources))
      }
      sections.append(Section(id: try section.string("id"), title: try section.string("title"), items: items))
    }
    self.sections = sections
  }

  init(name: String, packs: [String], title: String, environment: String, sections: [Section]) {
    self.name = name
    self.packs = packs
    self.title = title
    self.environment = environment
    self.sections = sections
  }

  private static func source(_ reader: TemplateReader) throws(ReportTemplateError) -> Source {
    guard let kind = RecordKind(rawValue: try reader.string("record")) else {
      throw reader.error("record", "a kind of records")
    }
    var fields: [String: String] = [:]
    if let pattern = reader.object["where"] {
      guard let members = pattern.object else { throw reader.error("where", "an object") }
      for (name, value) in members {
        guard Catalogue[kind].fields.contains(where: { $0.name == name }), let text = value.string else {
          throw reader.error("where.\(name)", "a field of \(kind.rawValue) records with a text")
        }
        fields[name] = text
      }
    }
    return Source(kind: kind, fields: fields, environment: try reader.optionalString("environment"))
  }
}
