/// A report's stable name as an `id` that no other name can break out of.
enum Anchor {
  static func name(_ id: String) -> String {
    "r-" + String(id.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") ? $0 : "_" })
  }
}
