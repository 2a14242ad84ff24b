internal import ReleaseRecords
internal import Reporting

extension Dossier {
  var communicationSection: Report.Section {
    let rows = records[.communication].map { message in
      Report.Row([
        .time(message.time("sent_at") ?? message.effectiveAt), cells("phase", of: message),
        cells("audience", of: message), cells("channel", of: message), cells("about", of: message),
        cells("sent_by", of: message), cells("incident", of: message), cells.words("message", of: message),
        cells("uri", of: message), .records([message.sequence]),
      ])
    }
    return section(
      "communications",
      "Communications",
      [
        Report.Column("time", "When", .time), Report.Column("phase", "Phase"), Report.Column("audience", "Audience"),
        Report.Column("channel", "Channel"), Report.Column("about", "About"), Report.Column("sent_by", "By"),
        Report.Column("incident", "Incident"), Report.Column("message", "Message"),
        Report.Column("uri", "Where it stands", .link), Report.Column("record", "Record", .records),
      ],
      rows,
      empty: "Nobody is recorded to have been told."
    )
  }

  /// Post-mortems and retrospectives, and what follows from them.
  var followUpSection: Report.Section {
    let reviews = records[.postmortem] + records[.retrospective]
    let meetings = Report.Table(
      id: "reviews",
      title: "",
      columns: [
        Report.Column("kind", "Review"), Report.Column("about", "Of"), Report.Column("status", "Status"),
        Report.Column("held_at", "Held", .time), Report.Column("document", "Document", .link),
        Report.Column("findings", "What was found"), Report.Column("fix_plan", "What will be done"),
        Report.Column("record", "Record", .records),
      ],
      rows: reviews.map { review in
        Report.Row([
          .text(review.kind.rawValue), .text(review["incident"] ?? records.name), cells("status", of: review),
          cells("held_at", of: review), cells("document", of: review),
          cells.words(review.kind == .postmortem ? "root_cause" : "learnings", of: review),
          cells.words("fix_plan", of: review), .records([review.sequence]),
        ])
      },
      emptyText: "No post-mortem and no retrospective is recorded."
    )
    let actions = Report.Table(
      id: "actions",
      title: "Action items",
      columns: [
        Report.Column("item", "Action"), Report.Column("owner", "Owner"), Report.Column("due", "Due"),
        Report.Column("record", "Record", .records),
      ],
      rows: reviews.flatMap { review in
        (review.record.data["action_items"]?.array ?? []).map { action in
          let owner = action["owner"]?.string
          let due = action["due"]?.string
          return Report.Row(
            [
              .word(action["item"]?.string), .word(owner.map(basis.people.name), otherwise: "nobody"),
              .word(due, otherwise: "no date"), .records([review.sequence]),
            ],
            emphasis: owner == nil || due == nil ? .exception : .none
          )
        }
      },
      emptyText: "No action item is recorded."
    )
    return Report.Section(
      id: "follow-ups",
      title: "Follow-ups",
      blocks: [.table(meetings.withoutEmptyColumns), .table(actions)]
    )
  }

  /// What was answered when it was asked whether the release may be deployed, and what it was let off.
  var decisionSection: Report.Section {
    let decisions = Report.Table(
      id: "decisions",
      title: "",
      columns: [
        Report.Column("time", "When", .time), Report.Column("environment", "Environment"),
        Report.Column("outcome", "Answer", .badge), Report.Column("unmet", "Not met"),
        Report.Column("policy", "Policy"), Report.Column("policy_digest", "Policy digest"),
        Report.Column("log_size", "Log size", .number(.count)), Report.Column("record", "Record", .records),
      ],
      rows: records[.decision].map { decision in
        let isAllowed = decision["outcome"] == "allowed"
        return Report.Row([
          .time(decision.time("evaluated_at") ?? decision.effectiveAt), .word(decision.environment),
          .badge(Report.Badge(decision["outcome"] ?? "", isAllowed ? .good : .bad)),
          isAllowed ? .absent("none") : cells("unmet", of: decision), cells("policy", of: decision),
          cells("policy_digest", of: decision), cells("log_size", of: decision), .records([decision.sequence]),
        ])
      },
      emptyText: "It is not on record that anyone asked whether the release may be deployed."
    )
    let waivers = Report.Table(
      id: "waivers",
      title: "Waivers",
      columns: [
        Report.Column("control", "Control"), Report.Column("environment", "Environment"),
        Report.Column("requested_by", "Requested by"), Report.Column("approved_by", "Granted by"),
        Report.Column("time", "Granted", .time), Report.Column("expires_at", "Expires", .time),
        Report.Column("reason", "Reason"), Report.Column("record", "Record", .records),
      ],
      rows: records[.waiver].map { waiver in
        Report.Row([
          cells("control", of: waiver), .word(waiver.environment, otherwise: "any"),
          cells("requested_by", of: waiver), cells("approved_by", of: waiver), .time(waiver.effectiveAt),
          cells("expires_at", of: waiver), cells.words("reason", of: waiver), .records([waiver.sequence]),
        ])
      },
      emptyText: "No waiver for this release is recorded."
    )
    return Report.Section(
      id: "decisions",
      title: "Decisions and waivers",
      blocks: [.table(decisions.withoutEmptyColumns), .table(waivers.withoutEmptyColumns)]
    )
  }
}
