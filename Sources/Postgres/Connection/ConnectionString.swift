internal import CLibpq

/// libpq's reading of connection strings.
enum ConnectionString {
  static func isSecret(_ keyword: String) -> Bool {
    keyword == "password" || keyword == "sslpassword"
  }

  static func knownKeywords() -> Set<String> {
    guard let options = PQconndefaults() else { return [] }
    defer { PQconninfoFree(options) }
    return Set(entries(options).map(\.keyword))
  }

  static func parse(_ text: String) throws(PostgresError) -> [String: String] {
    guard !text.utf8.contains(0) else { throw .configuration("the connection string has a NUL character") }
    try checkURL(text)
    var message: UnsafeMutablePointer<CChar>?
    defer { PQfreemem(message) }
    guard let options = PQconninfoParse(text, &message) else {
      let reason = message.map { String(cString: $0) } ?? "no memory is left"
      throw .configuration(withoutQuotations(reason))
    }
    defer { PQconninfoFree(options) }
    var keywords: [String: String] = [:]
    for (keyword, value) in entries(options) where value != nil { keywords[keyword] = value }
    return keywords
  }

  private static func entries(
    _ options: UnsafeMutablePointer<PQconninfoOption>
  ) -> [(keyword: String, value: String?)] {
    var entries: [(keyword: String, value: String?)] = []
    var option = options
    while let keyword = option.pointee.keyword {
      entries.append((String(cString: keyword), option.pointee.val.map { String(cString: $0) }))
      option += 1
    }
    return entries
  }

  /// An `@` in a password ends it early, and its rest would be taken, and told on failure, as the host.
  private static func checkURL(_ text: String) throws(PostgresError) {
    guard let scheme = text.firstRange(of: "://") else { return }
    let authority = text[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
    guard authority.count(where: { $0 == "@" }) <= 1 else {
      throw .configuration("the URL has more than one '@' before its path: write '@' in a password as %40")
    }
  }

  /// libpq quotes what it could not read, which may be part of a password.
  private static func withoutQuotations(_ reason: String) -> String {
    var result = ""
    var isQuoted = false
    for character in reason where character != "\n" {
      if character == "\"" {
        if !isQuoted { result += "\"…\"" }
        isQuoted.toggle()
      } else if !isQuoted {
        result.append(character)
      }
    }
    return result
  }
}
