/// One entry of a status page, as its author wrote it.
package struct StatusPageEntry: Hashable, Sendable {
  /// What sets it apart from all other entries: its file's name without folder and ending.
  package var id: String
  package var title: String
  /// As written; see ``StatusPageTime``.
  package var began: String
  /// As written; `nil` while it is not over.
  package var resolved: String?
  /// The status page's own word: `down`, `disrupted`, `notice`.
  package var severity: String
  /// The systems that it names.
  package var affected: [String]

  package init(
    id: String,
    title: String,
    began: String,
    resolved: String?,
    severity: String,
    affected: [String]
  ) {
    self.id = id
    self.title = title
    self.began = began
    self.resolved = resolved
    self.severity = severity
    self.affected = affected
  }

  /// Planned work rather than an incident, as its title or its file's name says.
  package var isPlannedWork: Bool {
    let words = Set((title + " " + id).lowercased().split { !$0.isLetter }.map(String.init))
    return !words.isDisjoint(with: ["maintenance", "migration", "upgrade"])
  }
}
