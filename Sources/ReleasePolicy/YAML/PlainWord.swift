internal import ReleaseRecords

/// What a plain word of YAML stands for, where its dialects agree.
enum PlainWord: Hashable {
  case value(JSONValue)
  case ambiguous

  init(_ text: String) {
    switch text {
    case "null": self = .value(.null)
    case "true": self = .value(.boolean(true))
    case "false": self = .value(.boolean(false))
    case "~", "Null", "NULL", "True", "TRUE", "False", "FALSE": self = .ambiguous
    default:
      if Self.isJSONNumber(text), let number = Double(text), number.isFinite {
        self = .value(.number(number))
      } else {
        self = Self.looksLikeNumber(text) ? .ambiguous : .value(.string(text))
      }
    }
  }

  private static func isJSONNumber(_ text: String) -> Bool {
    var rest = Substring(text)
    if rest.first == "-" { rest.removeFirst() }
    let whole = rest.prefix { $0.isASCII && $0.isNumber }
    guard !whole.isEmpty, whole == "0" || whole.first != "0" else { return false }
    rest = rest.dropFirst(whole.count)
    if rest.first == "." {
      let fraction = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
      guard !fraction.isEmpty else { return false }
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard let letter = rest.first else { return true }
    guard letter == "e" || letter == "E" else { return false }
    rest.removeFirst()
    if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
    return !rest.isEmpty && rest.allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// Numbers in a form of YAML 1.1 or 1.2 that is not JSON's: `012`, `0x1F`, `+1`, `.5`, `1_000`, `.inf`.
  private static func looksLikeNumber(_ text: String) -> Bool {
    var rest = Substring(text)
    if let sign = rest.first, sign == "-" || sign == "+" { rest.removeFirst() }
    let lower = rest.lowercased()
    if [".inf", ".nan"].contains(lower) { return true }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where lower.hasPrefix(prefix) {
      return lower.dropFirst(2).allSatisfy { $0 == "_" || Int(String($0), radix: radix) != nil }
    }
    let digits = rest.filter { $0 != "_" }
    let significant = digits.first == "." ? digits.dropFirst() : digits[...]
    return significant.first?.isNumber == true && digits.allSatisfy { $0.isASCII } && Double(String(digits)) != nil
  }
}
