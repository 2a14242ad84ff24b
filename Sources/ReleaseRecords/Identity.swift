/// Identities of people: mail addresses, logins, names.
extension String {
  /// The identity as identities are compared: without regard to case, to spaces around it and to what cannot be seen, and
  /// of `Name <address>` the address. How an accent or a letter's width is written stays as it is.
  package var comparableIdentity: String {
    var seen = Substring(visible)
    if seen.last == ">", let start = seen.lastIndex(of: "<") {
      let address = seen[seen.index(after: start)...].dropLast()
      if address.contains("@") { seen = address }
    }
    let plain = seen.drop(while: \.isWhitespace)
    guard let last = plain.lastIndex(where: { !$0.isWhitespace }) else { return lowercased() }
    return plain[...last].lowercased()
  }
}
