/// The start of an element: its name without namespace prefix, and its attributes.
struct XMLElement {
  let name: String
  let attributes: [XMLAttribute]
  /// Offset of its `<` in the document.
  let offset: Int

  /// The value of an attribute, by its name as written: prefixed attributes are other attributes.
  subscript(attribute: String) -> String? {
    attributes.first { $0.name == attribute }?.value
  }
}

struct XMLAttribute {
  let name: String
  let value: String
}
