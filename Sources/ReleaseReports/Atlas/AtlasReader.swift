internal import ReleaseRecords

/// Reads members of a document of Atlas strictly.
struct AtlasReader {
  let path: String
  let object: JSONObject

  /// The whole document, or an object in it.
  init(_ value: JSONValue, path: String, required: [String], optional: [String] = []) throws(AtlasStateError) {
    guard let object = value.object else {
      throw .invalid(member: path.isEmpty ? "the document" : path, found: Self.shown(value), expected: "an object")
    }
    self.path = path
    self.object = object
    for name in object.names where !(required + optional).contains(name) {
      let known = (required + optional).joined(separator: ", ")
      throw .invalid(member: place(name), found: "unknown", expected: "one of the members \(known)")
    }
    for name in required where object[name] == nil {
      throw .invalid(member: place(name), found: "missing", expected: "the member to be there")
    }
  }

  static func parse(_ bytes: [UInt8]) throws(AtlasStateError) -> JSONValue {
    do {
      return try JSONValue(parsing: bytes)
    } catch {
      throw .notJSON("\(error)")
    }
  }

  func place(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

  func fail(_ name: String, _ expected: String) -> AtlasStateError {
    .invalid(member: place(name), found: object[name].map(Self.shown) ?? "missing", expected: expected)
  }

  func string(_ name: String) throws(AtlasStateError) -> String {
    guard let text = object[name]?.string, !text.isEmpty else { throw fail(name, "a text") }
    return text
  }

  func string(_ name: String, oneOf choices: [String]) throws(AtlasStateError) -> String {
    guard let text = object[name]?.string, choices.contains(text) else {
      throw fail(name, "one of \(choices.joined(separator: ", "))")
    }
    return text
  }

  /// A version with `v` before it.
  func version(_ name: String) throws(AtlasStateError) -> SemanticVersion {
    guard let text = object[name]?.string, text.hasPrefix("v"), let version = SemanticVersion(String(text.dropFirst()))
    else { throw fail(name, "a version with v before it, such as v2.1.0") }
    return version
  }

  /// The members of an object whose names are free.
  func members(_ name: String) throws(AtlasStateError) -> [(name: String, value: JSONValue)] {
    guard let object = object[name]?.object else { throw fail(name, "an object") }
    return Array(object)
  }

  static func shown(_ value: JSONValue) -> String {
    let text = CanonicalJSON.string(value)
    return text.count > 60 ? text.prefix(60) + "…" : text
  }
}
