internal import ReleaseRecords

/// The entries of a status page in the shape of cState, as JSON: `{"incidents":[{"file","title","date","resolved",
/// "resolvedWhen","severity","affected"}]}`.
///
///     let page = try StatusPage(json: bytes)
///     let reading = page.records()
///     for rejected in reading.rejected { print(rejected.entry.id, rejected.reason) }
package struct StatusPage: Hashable, Sendable {
  package var entries: [StatusPageEntry]

  package init(entries: [StatusPageEntry]) {
    self.entries = entries
  }

  /// - Throws: ``StatusPageError`` for what is no such document; an entry that only contradicts itself is kept, and
  ///   rejected when it is to become records.
  package init(json: [UInt8]) throws(StatusPageError) {
    let document: JSONValue
    do {
      document = try JSONValue(parsing: json, limits: .document)
    } catch {
      throw .notJSON(error)
    }
    guard let list = document["incidents"]?.array else {
      throw .unexpected(place: "the document", expected: "an object with a list of \"incidents\"")
    }
    var entries: [StatusPageEntry] = []
    for (number, item) in list.enumerated() { entries.append(try Self.entry(item, "incidents[\(number)]")) }
    self.entries = entries
  }

  private static func entry(_ item: JSONValue, _ place: String) throws(StatusPageError) -> StatusPageEntry {
    func text(_ name: String) throws(StatusPageError) -> String {
      guard let text = item[name]?.string, !text.isEmpty else {
        throw .unexpected(place: "\(place).\(name)", expected: "a text")
      }
      return text
    }
    let file = try text("file")
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let id = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    let isOver = item["resolved"]?.boolean ?? (item["resolved"]?.string == "true")
    return StatusPageEntry(
      id: id,
      title: try text("title"),
      began: try text("date"),
      resolved: isOver ? item["resolvedWhen"]?.string : nil,
      severity: try text("severity"),
      affected: item["affected"]?.array?.compactMap(\.string) ?? []
    )
  }
}
