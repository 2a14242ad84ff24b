extension JSONValue {
  /// The value as people read it: indented by two spaces, members in their order, small values on one line.
  ///
  /// Where the bytes matter, ``CanonicalJSON`` is the form to use.
  public func indented(lineLength: Int = 100) -> String {
    indented(by: "", lineLength: lineLength)
  }

  private func indented(by indent: String, lineLength: Int) -> String {
    let flat = self.flat
    if indent.utf8.count + flat.utf8.count <= lineLength { return flat }
    let inner = indent + "  "
    switch self {
    case .array(let elements) where !elements.isEmpty:
      let lines = elements.map { inner + $0.indented(by: inner, lineLength: lineLength) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let object) where !object.isEmpty:
      let lines = object.map { name, value in
        "\(inner)\(JSONValue.string(name).flat): \(value.indented(by: inner, lineLength: lineLength))"
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    default: return flat
    }
  }

  private var flat: String {
    switch self {
    case .array(let elements): "[" + elements.map(\.flat).joined(separator: ", ") + "]"
    case .object(let object):
      "{" + object.map { "\(JSONValue.string($0).flat): \($1.flat)" }.joined(separator: ", ") + "}"
    default: CanonicalJSON.string(self)
    }
  }
}
