internal import ReleaseRecords
internal import Reporting

/// A section of release notes, filled.
struct NotesSection: Sendable {
  enum Filling: Hashable, Sendable {
    /// A heading over other sections.
    case heading
    case lines([String])
    /// The authors say that there is none.
    case none(String)
    case erased
    case missing
  }

  let section: ReleaseNotesTemplate.Section
  let filling: Filling
  /// What it was filled from: `the release record`, `changes`.
  let source: String?
  let entries: [LedgerRecord]

  init(_ section: ReleaseNotesTemplate.Section, of records: RecordsOfRelease, people: PeopleNames) {
    guard let text = section.text else {
      self.init(section, .heading)
      return
    }
    let release = records[.release].last { $0.record.text[text] != nil || $0.sealedText[text] != nil }
    let fields = Self.lines(of: section.fields, in: records.release)
    if let release, let words = release.record.text[text] {
      let lines = Self.lines(of: words)
      let none = section.none ?? "None"
      if lines.count == 1, Self.isNone(lines[0], none) {
        self.init(section, fields.isEmpty ? .none(none) : .lines(fields), "the release record", [release])
      } else if !lines.isEmpty {
        self.init(section, .lines(lines + fields), "the release record", [release])
      } else {
        self.init(section, .missing)
      }
      return
    }
    if let release {
      self.init(section, .erased, nil, [release])
      return
    }
    let changes = records[.change].filter { $0["category"].map(section.categories.contains) ?? false }
    if !changes.isEmpty {
      let lines = changes.map { $0.record.text["subject"] ?? "commit \($0["commit"]?.prefix(12) ?? "")" }
      self.init(section, .lines(lines + fields), "the changes", changes)
    } else if section.namesContributors, let (names, authored) = Self.contributors(of: records, people) {
      self.init(section, .lines(names), "the authors of the changes", authored)
    } else if !fields.isEmpty {
      self.init(section, .lines(fields), "the release record", [records.release].compactMap(\.self))
    } else {
      self.init(section, .missing)
    }
  }

  private init(
    _ section: ReleaseNotesTemplate.Section,
    _ filling: Filling,
    _ source: String? = nil,
    _ entries: [LedgerRecord] = []
  ) {
    self.section = section
    self.filling = filling
    self.source = source
    self.entries = entries
  }

  /// The lines of a text that say something, without the signs of a list before them.
  private static func lines(of text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).compactMap { whole -> String? in
      var line = whole.drop(while: \.isWhitespace)
      while line.last?.isWhitespace == true { line.removeLast() }
      if ["- ", "* ", "• "].contains(where: { line.hasPrefix($0) }) { line = line.dropFirst(2) }
      return line.isEmpty ? nil : String(line)
    }
  }

  private static func lines(of fields: [String], in release: LedgerRecord?) -> [String] {
    fields.flatMap { name -> [String] in
      guard let value = release?.record.data[name] else { return [] }
      if let items = value.array {
        return items.compactMap { $0.object?.compactMap(\.value.string).joined(separator: " ") ?? $0.string }
      }
      let title = ["migration_guide": "Migration guide", "changelog": "Changelog"][name] ?? "Published at"
      return value.string.map { ["\(title): \($0)"] } ?? []
    }
  }

  /// Whether a line says that there is none, in a word or as the template has it.
  private static func isNone(_ line: String, _ none: String) -> Bool {
    let words = line.lowercased().filter { $0 != "." && $0 != "!" }
    return ["none", "no", "n/a", "nothing", none.lowercased()].contains(words)
  }

  private static func contributors(
    of records: RecordsOfRelease,
    _ people: PeopleNames
  ) -> (names: [String], entries: [LedgerRecord])? {
    let authored = records[.change].filter { $0["author"] != nil }
    var names: [String] = []
    for change in authored {
      for id in [change["author"]].compactMap(\.self) + change.list("co_authors") {
        let name = people.name(of: id)
        if !names.contains(name) { names.append(name) }
      }
    }
    return names.isEmpty ? nil : (names, authored)
  }
}
