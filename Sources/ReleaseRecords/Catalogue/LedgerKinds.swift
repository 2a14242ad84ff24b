extension KindDefinition {
  static let person = KindDefinition(
    .person,
    "A person's entry in the directory: a random id and the salted digest of an identity.",
    service: .absent,
    version: .absent,
    fields: [
      .required("person", .word, "the random id that stands for the person"),
      .optional("identity_digest", .word, "base64url of the SHA-256 of the identity's disclosure"),
      .optional("same_as", .word, "another id that turned out to stand for the same person"),
    ],
    requiresOneOf: [["identity_digest", "same_as"]]
  )

  static let redaction = KindDefinition(
    .redaction,
    "The erasure of sealed text or of a person's identity.",
    service: .absent,
    version: .absent,
    fields: [
      .optional("record", .count, "the sequence number of the record whose text was erased"),
      .optional("names", .list(.word), "the names of the texts that were erased"),
      .optional("person", .word, "the id of the person whose identities were erased"),
      .required("authority", .word, "on whose authority or by which rule"),
    ],
    requiresOneOf: [["record", "person"]]
  )

  static let correction = KindDefinition(
    .correction,
    "The withdrawal of a record that should not count; the record itself stays.",
    service: .absent,
    version: .absent,
    fields: [
      .required("record", .count, "the sequence number of the record that no longer counts"),
      .required("authority", .word, "on whose authority"),
    ],
    texts: [.required("reason", "what was wrong with it")]
  )
}
