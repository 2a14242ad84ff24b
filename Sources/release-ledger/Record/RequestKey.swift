/// The idempotency key of a record that was given none.
enum RequestKey {
  /// A key that no other request has.
  static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    let words = (0..<2).map { _ in String(generator.next(), radix: 36) }
    return "once:\(words.joined())"
  }
}
