import Foundation
import Testing

/// A release walked through its organisation's whole process, as JSON lines in the order in which they are recorded.
struct Walk: Sendable, CustomTestStringConvertible {
  /// `atlas-hotfix`: the pack, and the release.
  let name: String
  let steps: [Step]

  /// One line.
  struct Step: Sendable {
    let line: String
    let kind: String
    let version: String?
    let environment: String?
    let time: String
    /// The texts among its data.
    let data: [String: String]

    /// What the record is about, in a word.
    var subject: String {
      let names = ["gate", "item", "role", "status", "type", "name", "metric", "traffic_percent", "about", "incident"]
      return names.lazy.compactMap { data[$0] }.first ?? ""
    }
  }

  var pack: String { String(name.prefix { $0 != "-" }) }
  var testDescription: String { name }
  var service: String { field("service") }

  /// The version that most of it is about.
  var version: String {
    let counts = Dictionary(grouping: steps.compactMap(\.version), by: \.self).mapValues(\.count)
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? ""
  }

  private func field(_ name: String) -> String {
    steps.lazy.compactMap { $0.object[name] as? String }.first ?? ""
  }

  /// Whether a step is the first that is heard of a deployment of the version.
  func isStart(_ index: Int) -> Bool {
    let step = steps[index]
    guard step.kind == "deployment", step.version == version else { return false }
    return !steps[..<index].contains { other in
      other.kind == "deployment" && other.version == version && other.environment == step.environment
        && other.data["deployment"] == step.data["deployment"]
    }
  }

  /// Where the next deployment goes, from a step on.
  func nextEnvironment(from index: Int) -> String? {
    steps.indices.dropFirst(index).first(where: isStart).flatMap { steps[$0].environment }
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  static let all: [Walk] = {
    let scenarios = folder.appending(path: "../../ReleasePolicyTests/Packs/Scenarios").standardized
    let files = (try? FileManager.default.contentsOfDirectory(at: scenarios, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "jsonl" }.sorted { $0.path < $1.path }.compactMap { file in
      (try? String(contentsOf: file, encoding: .utf8)).map { text in
        Walk(
          name: file.deletingPathExtension().lastPathComponent,
          steps: text.split(separator: "\n").map { Step(String($0)) }
        )
      }
    }
  }()

  static func named(_ name: String) throws -> Walk { try #require(all.first { $0.name == name }) }
}

extension Walk.Step {
  init(_ line: String) {
    self.line = line
    let object = Self.object(line)
    kind = object["kind"] as? String ?? ""
    version = object["version"] as? String
    environment = object["environment"] as? String
    time = object["occurred_at"] as? String ?? ""
    data = (object["data"] as? [String: Any] ?? [:]).compactMapValues { value in
      value as? String ?? (value as? NSNumber).map { "\($0)" }
    }
  }

  var object: [String: Any] { Self.object(line) }

  private static func object(_ line: String) -> [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any] ?? [:]
  }
}
