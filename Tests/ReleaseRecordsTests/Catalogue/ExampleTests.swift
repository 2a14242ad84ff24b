import ReleaseRecords
import Testing

@Suite("The example of each kind")
struct ExampleTests {
  let validator = RecordValidator(now: Catalogue.examplesTime, tolerance: .zero)

  @Test(arguments: RecordKind.allCases)
  func isValid(_ kind: RecordKind) throws {
    let example = Catalogue.example(kind)
    #expect(example.kind == kind)
    #expect(try validator.validated(example) == example)
  }

  @Test(arguments: RecordKind.allCases)
  func isComplete(_ kind: RecordKind) {
    let definition = Catalogue[kind]
    let example = Catalogue.example(kind)
    #expect(Set(example.data.names) == Set(definition.fields.map(\.name)))
    #expect(Set(example.text.keys) == Set(definition.texts.map(\.name)))
    #expect((example.service != nil) == (definition.service != .absent))
    #expect((example.version != nil) == (definition.version != .absent))
    #expect((example.environment != nil) == (definition.environment != .absent))
    #expect(example.occurredAt != nil && example.source != nil && example.key != nil)
  }

  @Test(arguments: RecordKind.allCases)
  func comesBackFromItsJSON(_ kind: RecordKind) throws {
    let example = Catalogue.example(kind)
    #expect(try validator.record(fromJSON: CanonicalJSON.string(example.json)) == example)
  }

  @Test(arguments: RecordKind.allCases)
  func isRefusedWithoutARequiredPart(_ kind: RecordKind) throws {
    let definition = Catalogue[kind]
    let grouped = Set(definition.requiresOneOf.joined())
    for field in definition.fields {
      var record = Catalogue.example(kind)
      record.data[field.name] = nil
      if field.isRequired {
        let error = try #require(throws: RecordError.self) { try validator.validated(record) }
        #expect(error.problems.map(\.field) == ["data.\(field.name)"])
      } else if !grouped.contains(field.name) {
        #expect(throws: Never.self) { try validator.validated(record) }
      }
    }
    for text in definition.texts {
      var record = Catalogue.example(kind)
      record.text[text.name] = nil
      #expect(((try? validator.validated(record)) == nil) == text.isRequired, "\(text.name)")
    }
    for group in definition.requiresOneOf {
      var record = Catalogue.example(kind)
      for name in group {
        record.data[name] = nil
        if name == "version" { record.version = nil }
      }
      let error = try #require(throws: RecordError.self) { try validator.validated(record) }
      #expect(error.problems.contains { $0.expected == "at least one of them" })
    }
  }
}
