/// What a document consists of, as far as the readers care: comments and processing instructions are checked and left
/// out, as is text that is only white space.
enum XMLEvent {
  case start(XMLElement)
  /// Text, with references resolved; at most the first ``Limits/keptTextBytes`` of it.
  case text(String)
  case end(String)
}
