public import ReleaseRecords

/// The JSON Schema (2020-12) of policy documents, for editors and other people's tools.
///
/// It comes from the same definitions as the parser. What a schema cannot say, such as whether an event that is named
/// exists, only the parser and the composition check.
public enum PolicySchema {
  public static func json() -> JSONValue {
    var schema = Policy.codec.schema
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "A release policy"
    return .object(schema)
  }
}
