package import ReleaseRecords

extension Policy {
  static let codec = Codec<Policy>.object(
    Policy(),
    [
      .required("version", \.format, .integer(1...1), "The version of the document format: 1."),
      .required("name", \.name, .name(.name), "The policy's name, by which records and other documents refer to it."),
      .optional("edition", \.edition, .word, "The policy's own version, as its owners count it."),
      .optional("title", \.title, .word, "The policy's name in words."),
      .optional("description", \.description, .text, "What the policy is for."),
      .defaulted("extends", \.extends, .oneOrMore(.name(.name)), "The policies that this one takes over."),
      .defaulted("time_zone", \.zone, .word, "The IANA time zone of days and clock times; UTC unless said."),
      .defaulted(
        "late_evidence",
        \.lateEvidence,
        .choice,
        "Whether evidence that was recorded only after the deployment had begun counts; refused unless said."
      ),
      .defaulted(
        "types",
        \.types,
        .map(.name, to: ReleaseType.codec),
        "The release types by the word that `release.type` carries."
      ),
      .defaulted(
        "environments",
        \.environments,
        .map(.name, to: EnvironmentDefinition.codec),
        "The environments that releases are deployed to."
      ),
      .defaulted("roles", \.roles, .map(.name, to: Role.codec), "The roles in which people approve and decide."),
      .defaulted("separation", \.separation, Separation.codec, "Who may not be the same person as whom."),
      .defaulted("waivers", \.waivers, WaiverRules.codec, "What waivers may and may not do."),
      .defaulted("events", \.events, .map(.name, to: Event.codec), "Named moments that controls refer to."),
      .defaulted("controls", \.controls, .list(of: Control.codec), "The controls."),
      .defaulted(
        "overrides",
        \.overrides,
        .list(of: Override.codec),
        "Where this policy is knowingly looser than what it extends."
      ),
    ]
  )

  /// The policy as a document in JSON, every key in its canonical place and what has its default left out.
  package var json: JSONValue { Self.codec.encode(self) }

  /// The bytes of which the policy's digest is taken: ``json`` in the canonical form of RFC 8785.
  ///
  /// They are those of the composed policy, so that a change of what it extends changes them too.
  package var canonicalBytes: [UInt8] { CanonicalJSON.bytes(json) }

  /// The policy's digest as records name it, `sha256:` and 64 hexadecimal digits.
  ///
  /// - Parameter sha256: the hash function, FIPS 180-4; this module has none.
  package func digest(by sha256: ([UInt8]) -> [UInt8]) -> String {
    "sha256:" + sha256(canonicalBytes).hexadecimal
  }
}

extension ReleaseType {
  static let codec = Codec<ReleaseType>.object(
    ReleaseType(),
    [
      .optional("title", \.title, .word, "The type's name in words."),
      .defaulted("aliases", \.aliases, .list(of: .word), "Other words in `release.type` that mean this type."),
      .optional("bump", \.bump, .choice, "The part of the version that such a release raises."),
    ]
  )
}

extension EnvironmentDefinition {
  static let codec = Codec<EnvironmentDefinition>.object(
    EnvironmentDefinition(),
    [.optional("title", \.title, .word, "The environment's name in words.")]
  )
}

extension Role {
  static let codec = Codec<Role>.object(
    Role(),
    [
      .optional("title", \.title, .word, "The role's name in words."),
      .defaulted(
        "members",
        \.members,
        .list(of: .word),
        "The identities of those who hold it. Without any, whoever acts in the role is taken to hold it."
      ),
    ]
  )
}

extension Separation {
  static let codec = Codec<Separation>.object(
    Separation(),
    [
      .defaulted(
        "approvers",
        \.approvers,
        .list(of: .choice),
        "The parts whose holders may not approve; author and co-author unless said."
      ),
      .defaulted(
        "waiver_granters",
        \.waiverGranters,
        .list(of: .choice),
        "The parts whose holders may not grant a waiver; author, co-author and deployer unless said."
      ),
    ]
  )
}

extension WaiverRules {
  static let codec = Codec<WaiverRules>.object(
    WaiverRules(),
    [
      .optional("at_most", \.atMost, .duration, "The longest that a waiver may count."),
      .defaulted("never", \.never, .list(of: .name(.control)), "Ids of controls, or rows, that cannot be waived."),
    ]
  )
}

extension Override {
  static let codec = Codec<Override>.object(
    Override(),
    [
      .required("control", \.control, .name(.control), "The id of the control that is loosened."),
      .required("reason", \.reason, .text, "Why it has to be looser."),
      .required("approver", \.approver, .word, "Who agreed."),
      .defaulted("remove", \.remove, .boolean, "Whether the control is dropped altogether."),
    ]
  )
}
