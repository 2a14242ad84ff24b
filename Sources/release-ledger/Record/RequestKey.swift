internal import Crypto
internal import ReleaseRecords

/// The idempotency key of a record that was given none.
enum RequestKey {
  /// In CI the attempt of the run, the kind and what the record says in its required fields, for kinds that one attempt
  /// reports once: a step that is repeated records nothing twice. Otherwise a random key, which makes a broken connection safe.
  static func key(for record: Record, _ context: RecordingContext) -> String {
    guard let run = context.runIdentity, reportedOnce.contains(record.kind) else {
      return random()
    }
    var parts = [
      run, record.kind.rawValue, record.service ?? "", record.version?.text ?? "", record.environment ?? "",
    ]
    for field in Catalogue[record.kind].fields where field.isRequired {
      if let value = record.data[field.name] { parts.append(CanonicalJSON.string(value)) }
    }
    let key = parts.joined(separator: "/")
    return key.utf8.count <= RecordLimits.keyBytes ? key : shortened(key)
  }

  /// A key that no other request has.
  static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    let words = (0..<2).map { _ in String(generator.next(), radix: 36) }
    return "once:\(words.joined())"
  }

  /// What people recognise of a long key, and the digest of all of it.
  private static func shortened(_ key: String) -> String {
    let digest = SHA256.hash(data: Array(key.utf8)).hexadecimal
    return key.prefix(80).unicodeScalars.prefix(80).map(String.init).joined() + "…sha256:" + digest
  }

  /// The same observation, step or message may come again in one attempt, and counts again.
  private static let reportedOnce: Set<RecordKind> = [
    .release, .change, .artifact, .gate, .checklist, .approval, .deployment, .status,
  ]
}
