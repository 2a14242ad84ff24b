internal import ReleaseRecords

extension OrderRequirement {
  static let codec = Codec<OrderRequirement>.object(
    OrderRequirement(),
    [
      .required(
        "steps",
        \.steps,
        .list(
          of: .either(
            text: .name(.name),
            fromText: { OrderStep(events: [$0]) },
            asText: { $0 == OrderStep(events: $0.events) && $0.events.count == 1 ? $0.events[0] : nil },
            object: OrderStep.codec
          ),
          atLeast: 1
        ),
        "The steps, one after the other."
      ),
      .optional("per", \.per, .choice, "What each story is told by."),
    ]
  )
}

extension OrderStep {
  static let codec = Codec<OrderStep>.object(
    OrderStep(),
    [
      .optional("title", \.title, .word, "The step in words."),
      .required("events", \.events, .oneOrMore(.name(.name)), "The events that make it up."),
      .defaulted("optional", \.optional, .boolean, "Whether it may be left out."),
      .optional("within", \.within, .duration, "The longest that it may take from the step before."),
    ]
  )
}

extension RolloutRequirement {
  static let codec = Codec<RolloutRequirement>.object(
    RolloutRequirement(),
    [
      .defaulted(
        "strategies",
        \.strategies,
        .list(of: .choice(Catalogue.words(of: "strategy", in: .deployment).map { ($0, $0) })),
        "The strategies that are allowed."
      ),
      .defaulted("steps", \.steps, .list(of: RolloutStep.codec), "The shares of traffic in their order."),
      .defaulted("limits", \.limits, .list(of: Threshold.codec), "Limits that every observation has to keep."),
      .optional("during", \.during, TimeWindow.codec, "When the limits hold; until all traffic is on it, unless said."),
    ],
    anyOf: ["strategies", "steps", "limits"]
  )
}

extension RolloutStep {
  static let codec = Codec<RolloutStep>.object(
    RolloutStep(),
    [
      .required("percent", \.percent, .number(0...100), "The share of traffic in percent."),
      .optional("dwell", \.dwell, .duration, "How long it has to last at least."),
    ]
  )
}

extension ScheduleRequirement {
  static let codec = Codec<ScheduleRequirement>.object(
    ScheduleRequirement(),
    [
      .defaulted("event", \.event, .name(.name), "What is scheduled; the deployment's start unless said."),
      .optional("time_zone", \.zone, .word, "The IANA time zone of days and clock times."),
      .defaulted("days", \.days, .list(of: .weekday), "The days of the week on which it may happen."),
      .defaulted("not_days", \.notDays, .list(of: .weekday), "The days of the week on which it may not."),
      .defaulted(
        "weeks_of_month",
        \.weeksOfMonth,
        .list(of: .integer(1...5)),
        "Which occurrence of its weekday in the month it may be."
      ),
      .defaulted("months", \.months, .list(of: .integer(1...12)), "The months in which it may happen."),
      .optional("clock", \.clock, .clockRange, "The time of the day within which it may happen."),
      .defaulted(
        "days_since_last",
        \.daysSinceLast,
        .object(Bounds(), Field.bounds(\.self, .integer(0...3660)), anyOf: boundNames),
        "Limits on the calendar days since the last one of the same type."
      ),
      .optional("planned_within", \.planned, .duration, "How far from the planned time it may be."),
      .defaulted("inside", \.inside, .windowTypes, "Types of calendar windows of which one has to cover it."),
      .defaulted("outside", \.outside, .windowTypes, "Types of calendar windows of which none may cover it."),
      .defaulted(
        "dependencies",
        \.dependencies,
        .boolean,
        "Whether the releases that it depends on have to be deployed before."
      ),
    ]
  )
}

extension Codec where Value == [String] {
  static var windowTypes: Codec {
    .list(of: .choice(Catalogue.words(of: "type", in: .window).map { ($0, $0) }))
  }
}

extension Codec where Value == Weekday {
  static var weekday: Codec { .choice(Weekday.allCases.map { ("\($0)", $0) }) }
}

extension DeadlineRequirement {
  static let codec = Codec<DeadlineRequirement>.object(
    DeadlineRequirement(),
    [
      .required("spans", \.spans, .list(of: Span.codec, atLeast: 1), "The spans, all of them."),
      .optional("per", \.per, .choice, "What the moments of a span have to have in common."),
    ]
  )
}

extension Span {
  static let codec = Codec<Span>.object(
    Span(),
    [
      .optional("title", \.title, .word, "The span in words."),
      .required("from", \.from, .name(.name), "The event that it runs from."),
      .required("to", \.to, .name(.name), "The event that it runs to."),
      .optional("through", \.through, .name(.name), "An event in between, each step to which is limited."),
    ] + Field.bounds(\.bounds, .duration),
    anyOf: boundNames
  )
}

extension TriggerRequirement {
  static let codec = Codec<TriggerRequirement>.object(
    TriggerRequirement(),
    [
      .defaulted("observations", \.observations, .list(of: Threshold.codec), "Observations that oblige."),
      .defaulted("events", \.events, .list(of: .name(.name)), "Events that oblige."),
      .optional("during", \.during, TimeWindow.codec, "When it is watched for."),
      .defaulted(
        "must_observe",
        \.mustObserve,
        .boolean,
        "Whether each metric has to have been observed in that time; true unless said."
      ),
      .defaulted("obliges", \.obliges, .oneOrMore(.name(.name)), "What has to follow; a rollback unless said."),
      .optional("within", \.within, .duration, "How soon they have to follow."),
    ],
    anyOf: ["observations", "events"]
  )
}

extension ObjectiveRequirement {
  static let codec = Codec<ObjectiveRequirement>.object(
    ObjectiveRequirement(),
    [
      .required("figures", \.figures, .list(of: ObjectiveFigure.codec, atLeast: 1), "The figures, all of them."),
      .defaulted("period", \.period, .choice, "Over what they are taken; a month unless said."),
    ]
  )
}

extension ObjectiveFigure {
  static let codec = Codec<ObjectiveFigure>.object(
    ObjectiveFigure(),
    [
      .required("metric", \.metric, .word, "The metric's name."),
      .optional("title", \.title, .word, "The figure in words."),
      .optional("unit", \.unit, .word, "The unit of the target."),
    ] + Field.bounds(\.target, .number) + [
      .defaulted("from", \.from, .choice, "Where it comes from; the delivery metrics unless said."),
      .defaulted("aggregate", \.aggregate, .choice, "How several numbers become one; their mean unless said."),
      .defaulted("types", \.types, .list(of: .name(.name)), "The release types whose deployments count."),
    ]
  )
}
