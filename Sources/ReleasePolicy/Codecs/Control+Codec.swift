internal import ReleaseRecords

extension Control {
  static let codec = Codec<Control>.object(
    Control(),
    [
      .required("id", \.id, .name(.control), "The id: `ROW`, or `ROW.part` for a part of it."),
      .required("title", \.title, .word, "One line that says what is asked for."),
      .optional("description", \.description, .text, "The rule in full."),
      .optional("source", \.source, .word, "Where the rule stands in the organisation's own text."),
      .defaulted("phase", \.phase, .choice, "When it is due; before the deployment unless said."),
      .defaulted("applies", \.applies, Applicability.codec, "Which releases and deployments it is about."),
    ] + requirements,
    oneOf: Requirement.Kind.allCases.map(\.rawValue)
  )

  private static let requirements: [Field<Control>] = [
    requirement(.gate, GateRequirement.codec, "Named gates that have to have passed.", Requirement.gate) {
      if case .gate(let value) = $0 { value } else { nil }
    },
    requirement(.approval, ApprovalRequirement.codec, "Approvals that have to be given.", Requirement.approval) {
      if case .approval(let value) = $0 { value } else { nil }
    },
    requirement(.checklist, ChecklistRequirement.codec, "Items that have to be attested.", Requirement.checklist) {
      if case .checklist(let value) = $0 { value } else { nil }
    },
    requirement(.evidence, EvidenceRequirement.codec, "Records that have to be there.", Requirement.evidence) {
      if case .evidence(let value) = $0 { value } else { nil }
    },
    requirement(.order, OrderRequirement.codec, "Steps one after the other.", Requirement.order) {
      if case .order(let value) = $0 { value } else { nil }
    },
    requirement(.rollout, RolloutRequirement.codec, "How it has to reach its users.", Requirement.rollout) {
      if case .rollout(let value) = $0 { value } else { nil }
    },
    requirement(.schedule, ScheduleRequirement.codec, "When something may happen.", Requirement.schedule) {
      if case .schedule(let value) = $0 { value } else { nil }
    },
    requirement(.deadline, DeadlineRequirement.codec, "Limits on the time between moments.", Requirement.deadline) {
      if case .deadline(let value) = $0 { value } else { nil }
    },
    requirement(.trigger, TriggerRequirement.codec, "What obliges somebody to act.", Requirement.trigger) {
      if case .trigger(let value) = $0 { value } else { nil }
    },
    requirement(.objective, ObjectiveRequirement.codec, "Targets over a period.", Requirement.objective) {
      if case .objective(let value) = $0 { value } else { nil }
    },
  ]

  private static func requirement<Value: Sendable>(
    _ kind: Requirement.Kind,
    _ codec: Codec<Value>,
    _ summary: String,
    _ wrap: @escaping @Sendable (Value) -> Requirement,
    unwrap: @escaping @Sendable (Requirement) -> Value?
  ) -> Field<Control> {
    Field(
      kind.rawValue,
      isRequired: false,
      codec,
      summary,
      set: { $1.requirement = wrap($0) },
      encode: { control, _ in unwrap(control.requirement).map(codec.encode) }
    )
  }
}

extension Applicability {
  static let codec = Codec<Applicability>.object(
    Applicability(),
    [
      .defaulted("types", \.types, .list(of: .name(.name)), "The release's type is one of these."),
      .defaulted("labels", \.labels, LabelCondition.codec, "Labels of the release and of its changes."),
      .defaulted("environments", \.environments, .list(of: .name(.name)), "The environment is one of these."),
      .defaulted("channels", \.channels, .list(of: .word), "The channel is one of these."),
      .defaulted("services", \.services, .list(of: .word), "The service is one of these."),
      .defaulted(
        "strategies",
        \.strategies,
        .list(of: .choice(Catalogue.words(of: "strategy", in: .deployment).map { ($0, $0) })),
        "The deployment's strategy is one of these."
      ),
      .defaulted("prereleases", \.prereleases, .choice, "Whether it is about pre-releases; included unless said."),
      .optional("when", \.when, .name(.name), "An event: it applies only where that has happened."),
      .optional("unless", \.unless, .name(.name), "An event: it does not apply where that has happened."),
    ]
  )
}

extension LabelCondition {
  static let codec = Codec<LabelCondition>.object(
    LabelCondition(),
    [
      .defaulted("any", \.any, .list(of: .word), "At least one of these is there."),
      .defaulted("all", \.all, .list(of: .word), "All of these are there."),
      .defaulted("none", \.none, .list(of: .word), "None of these is there."),
    ]
  )
}
