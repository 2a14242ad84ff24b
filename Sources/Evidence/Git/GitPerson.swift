/// Someone as a commit names them.
package struct GitPerson: Hashable, Sendable {
  package let name: String
  package let email: String

  package init(name: String, email: String) {
    self.name = name
    self.email = email
  }

  /// Reads a trailer's value, `Name <mail>`; without angle brackets all of it is the name.
  package init(trailer: some StringProtocol) {
    if let open = trailer.lastIndex(of: "<"), let close = trailer.lastIndex(of: ">"), open < close {
      self.init(
        name: Self.trimmed(trailer[..<open]),
        email: Self.trimmed(trailer[trailer.index(after: open)..<close])
      )
    } else {
      self.init(name: Self.trimmed(trailer[...]), email: "")
    }
  }

  /// What the person is known by in records: the e-mail address, or the name where there is none.
  package var identity: String? {
    let identity = email.isEmpty ? name : email
    return identity.isEmpty ? nil : identity
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var text = String(text)[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
