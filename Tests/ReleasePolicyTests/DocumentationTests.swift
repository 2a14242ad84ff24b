import Foundation
import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("The documentation of policies")
struct DocumentationTests {
  private static let documentation = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs")

  @Test("has examples that are policies and cases")
  func examples() throws {
    let text = try String(contentsOf: Self.documentation.appending(path: "policy.md"), encoding: .utf8)
    let blocks = text.components(separatedBy: "```yaml\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
    let cases = try blocks.filter { $0.contains("\ncases:") }.map { try PolicyCases(yaml: $0, named: "policy.md") }
    let policies = try blocks.filter { !$0.contains("\ncases:") }.map {
      try PolicyDocument(yaml: $0, named: "policy.md")
    }
    let library = try PolicyLibrary(policies)
    #expect(library.names == ["checkout-team", "shop"])
    #expect(cases.map(\.policy) == ["shop"])
    let shop = try library.policy(named: "shop")
    #expect(shop.lint() == [])
    #expect(cases.flatMap { $0.run(against: shop).flatMap(\.failures) } == [])
    #expect(
      try library.policy(named: "checkout-team").controls.map(\.id) == [
        "SHOP-1", "SHOP-2", "SHOP-3", "SHOP-4", "TEAM-1",
      ]
    )
  }

  /// Renewed by running the tests with `RENEW_GOLDEN_FILES=1`.
  @Test(
    "has the schemas that the parser follows",
    arguments: [
      ("policy.schema.json", PolicySchema.json()), ("policy-cases.schema.json", PolicySchema.casesJSON()),
    ]
  )
  func schemas(name: String, schema: JSONValue) throws {
    let file = Self.documentation.appending(components: "schemas", name)
    if ProcessInfo.processInfo.environment["RENEW_GOLDEN_FILES"] == "1" {
      try Data(CanonicalJSON.bytes(schema) + Array("\n".utf8)).write(to: file)
    }
    #expect(try Array(Data(contentsOf: file)) == CanonicalJSON.bytes(schema) + Array("\n".utf8))
  }

  private static let python: String? = {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    let path = folders.map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let path, run(path, "import jsonschema, yaml") == "" else { return nil }
    return path
  }()

  private static func run(_ python: String, _ program: String, _ arguments: String...) -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", program] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    do {
      try process.run()
      let data = try output.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return String(decoding: data, as: UTF8.self)
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "has schemas and documents that other people's tools read alike",
    .enabled(if: python != nil, "python3 with jsonschema and yaml is not installed")
  )
  func otherTools() throws {
    let python = try #require(Self.python)
    let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(components: "Fixtures", "complete.yaml")
    let program = """
      import json, sys, jsonschema, yaml
      for name in sys.argv[2:4]:
          jsonschema.Draft202012Validator.check_schema(json.load(open(name)))
      document = yaml.safe_load(open(sys.argv[1]))
      for error in jsonschema.Draft202012Validator(json.load(open(sys.argv[2]))).iter_errors(document):
          print(error.json_path, error.message[:300])
      if document != json.loads(sys.argv[4]): print("read differently")
      """
    let folder = Self.documentation.appending(path: "schemas")
    let json = try YAMLReader.read(String(contentsOf: fixture, encoding: .utf8)).json
    let output = Self.run(
      python,
      program,
      fixture.path(),
      folder.appending(path: "policy.schema.json").path(),
      folder.appending(path: "policy-cases.schema.json").path(),
      CanonicalJSON.string(json)
    )
    #expect(output == "")
  }
}
