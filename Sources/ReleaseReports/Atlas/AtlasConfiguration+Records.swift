package import ReleaseRecords

extension AtlasConfiguration {
  private static let prefix = "release-config"
  /// What a setting is from before it was set, and to when it is taken away.
  private static let unset = "unset"

  /// The records that change the settings of a service to these.
  ///
  /// - Parameter entries: the records of the service; settings that are recorded there as they are need no new record,
  ///   and those that are no longer in the document are recorded as unset.
  package func records(service: String, replacing entries: [LedgerRecord] = []) -> [Record] {
    let old = Self.settings(of: service, in: entries)
    let new = Self.settings(of: json)
    let names = new.map(\.name) + old.map(\.name).filter { name in !new.contains { $0.name == name } }
    return names.compactMap { name in
      let from = old.first { $0.name == name }?.value ?? Self.unset
      let to = new.first { $0.name == name }?.value ?? Self.unset
      guard from != to else { return nil }
      return Record(
        .flag,
        service: service,
        data: ["flag": .string(name), "type": "configuration", "from": .string(from), "to": .string(to)]
      )
    }
  }

  /// The configuration that the records of a service tell of.
  ///
  /// - Throws: ``AtlasStateError`` where settings that a configuration has to have are not on record.
  package init(of service: String, in entries: [LedgerRecord]) throws(AtlasStateError) {
    let settings = Self.settings(of: service, in: entries)
    guard !settings.isEmpty else { throw .notRecorded("\(service) has no release configuration") }
    var root = JSONValue.object(["environments": .object([:]), "tests": .object([:])])
    for setting in settings {
      let value: JSONValue
      do {
        value = try JSONValue(parsing: setting.value)
      } catch {
        throw .invalid(member: setting.name, found: setting.value, expected: "a value in JSON")
      }
      root = Self.setting(value, at: Self.path(of: setting.name)[...], in: root)
    }
    try self.init(root)
  }

  private typealias Setting = (name: String, value: String)

  /// The settings on record, as last set, in the order in which they were first set.
  private static func settings(of service: String, in entries: [LedgerRecord]) -> [Setting] {
    let superseded = entries.replacements
    let flags = entries.filter { entry in
      entry.kind == .flag && entry.record.service == service && superseded[entry.sequence] == nil
        && entry["type"] == "configuration" && (entry["flag"] ?? "").hasPrefix(prefix + "/")
    }.sorted(by: LedgerRecord.precedes)
    return flags.grouped { $0["flag"] }.compactMap { name, changes in
      guard let value = changes.last?["to"], value != unset else { return nil }
      return (name, value)
    }
  }

  /// The settings of a document in its order: each value that is no object.
  private static func settings(of value: JSONValue, under path: String = prefix) -> [Setting] {
    guard let object = value.object else { return [(path, CanonicalJSON.string(value))] }
    return object.flatMap { name, member in settings(of: member, under: "\(path)/\(escaped(name))") }
  }

  /// A name as a part of a JSON Pointer.
  private static func escaped(_ name: String) -> String {
    name.replacing("~", with: "~0").replacing("/", with: "~1")
  }

  private static func path(of name: String) -> [String] {
    name.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { part in
      String(part).replacing("~1", with: "/").replacing("~0", with: "~")
    }
  }

  private static func setting(_ value: JSONValue, at path: ArraySlice<String>, in root: JSONValue) -> JSONValue {
    guard let name = path.first else { return value }
    var object = root.object ?? JSONObject()
    object[name] = setting(value, at: path.dropFirst(), in: object[name] ?? .object(JSONObject()))
    return .object(object)
  }
}
