import Foundation

extension Walk.Step {
  /// The call of `record` that says what the line says, each field by a flag of its own.
  ///
  /// - Parameters:
  ///   - other: texts to give instead of the line's.
  ///   - reports: flags that give the outcome of a gate instead of `--outcome`.
  func arguments(with other: [String: String] = [:], reports: [String] = []) -> [String] {
    var arguments = ["record", kind]
    for (name, flag) in [("service", "service"), ("version", "version"), ("environment", "environment")] {
      if let value = object[name] as? String { arguments += ["--\(flag)", value] }
    }
    if !time.isEmpty { arguments += ["--occurred-at", time] }
    var fields = object["data"] as? [String: Any] ?? [:]
    if !reports.isEmpty { for name in ["outcome", "measurements"] { fields[name] = nil } }
    for (name, value) in fields.merging(other, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
      for text in Self.texts(value) { arguments += ["--" + name.replacing("_", with: "-"), text] }
    }
    for (name, text) in (object["text"] as? [String: String] ?? [:]).sorted(by: { $0.key < $1.key }) {
      arguments += ["--" + name.replacing("_", with: "-"), text]
    }
    return arguments + reports
  }

  private static func texts(_ value: Any) -> [String] {
    switch value {
    case let text as String: [text]
    case let list as [Any]: list.flatMap(texts)
    case let number as NSNumber where String(cString: number.objCType) == "c": [number.boolValue ? "true" : "false"]
    case let number as NSNumber: ["\(number)"]
    default:
      [(try? JSONSerialization.data(withJSONObject: value)).map { String(decoding: $0, as: UTF8.self) } ?? ""]
    }
  }
}
