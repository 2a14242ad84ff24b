package import ReleaseRecords

/// The JSON Schema (2020-12) of policy documents, for editors and other people's tools.
///
/// It comes from the same definitions as the parser. What a schema cannot say, such as whether an event that is named
/// exists, only the parser and the composition check.
package enum PolicySchema {
  /// The schema of policies.
  package static func json() -> JSONValue {
    schema(Policy.codec.schema, title: "A release policy")
  }

  /// The schema of documents of cases.
  package static func casesJSON() -> JSONValue {
    schema(CaseDocument.codec.schema, title: "Cases of a release policy")
  }

  private static func schema(_ object: JSONObject, title: String) -> JSONValue {
    var schema = object
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = .string(title)
    return .object(schema)
  }
}
