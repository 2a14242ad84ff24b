internal import ReleaseRecords

/// Reads the members of a template's object strictly: what it does not ask for must not be there.
struct TemplateReader {
  let template: String
  /// Where in the document: `sections[2].items[0]`.
  let path: String
  let object: JSONObject

  init(_ value: JSONValue, template: String, path: String, allowing names: [String]) throws(ReportTemplateError) {
    guard let object = value.object else {
      throw ReportTemplateError(template: template, problem: "\(path) is not an object")
    }
    if let unknown = object.names.first(where: { !names.contains($0) }) {
      let known = names.joined(separator: ", ")
      throw ReportTemplateError(template: template, problem: "\(path) has “\(unknown)”; known are \(known)")
    }
    self.template = template
    self.path = path
    self.object = object
  }

  /// The whole document, with its name.
  init(document: [UInt8], allowing names: [String]) throws(ReportTemplateError) {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: document, limits: .document)
    } catch {
      throw ReportTemplateError(template: "unnamed", problem: "\(error)")
    }
    try self.init(value, template: value["name"]?.string ?? "unnamed", path: "the document", allowing: names)
  }

  func error(_ name: String, _ expected: String) -> ReportTemplateError {
    ReportTemplateError(template: template, problem: "\(path): “\(name)” is not \(expected)")
  }

  func string(_ name: String) throws(ReportTemplateError) -> String {
    guard let text = object[name]?.string, !text.isEmpty else { throw error(name, "a text") }
    return text
  }

  func optionalString(_ name: String) throws(ReportTemplateError) -> String? {
    object[name] == nil ? nil : try string(name)
  }

  func strings(_ name: String) throws(ReportTemplateError) -> [String] {
    guard let value = object[name] else { return [] }
    guard let words = value.array?.map(\.string), !words.contains(nil) else { throw error(name, "a list of texts") }
    return words.compactMap(\.self)
  }

  func flag(_ name: String) throws(ReportTemplateError) -> Bool {
    guard let value = object[name] else { return false }
    guard let flag = value.boolean else { throw error(name, "true or false") }
    return flag
  }

  /// The elements of a list of objects; a list that is not there is empty.
  func elements(_ name: String, allowing names: [String]) throws(ReportTemplateError) -> [TemplateReader] {
    guard let value = object[name] else { return [] }
    guard let elements = value.array else { throw error(name, "a list") }
    var readers: [TemplateReader] = []
    for (index, element) in elements.enumerated() {
      let place = path == "the document" ? "\(name)[\(index)]" : "\(path).\(name)[\(index)]"
      readers.append(try TemplateReader(element, template: template, path: place, allowing: names))
    }
    return readers
  }
}
