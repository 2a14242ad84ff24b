import ReleaseRecords
import Reporting

/// Reports of every sort of block, for the tests of the renderers.
enum SampleReport {
  static func time(_ text: String) -> Timestamp {
    Timestamp(text) ?? Timestamp(microseconds: 0)
  }

  static let provenance = Report.Provenance(
    producer: "release-ledger 0.1.0",
    timeZone: "Europe/Berlin",
    log: Report.LogPosition(
      origin: "ledger.example.org/main",
      size: 12_345,
      rootHash: "gY4MIRw2vUN0YFMQ5nHnNrQ3mKQ1FhfyEZ9bDWBHX+I=",
      checkpoint: """
        ledger.example.org/main
        12345
        gY4MIRw2vUN0YFMQ5nHnNrQ3mKQ1FhfyEZ9bDWBHX+I=

        — ledger.example.org/main Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
        """
    ),
    queries: [
      Report.Query(name: "deployment_frequency", version: "1", rows: 42),
      Report.Query(name: "change_failure_rate", version: "2", rows: 42),
    ],
    controlTotals: [
      Report.Definition("deployments", "Production deployments", .count(42)),
      Report.Definition("incidents", "Incidents", .count(5)),
    ]
  )

  static let parameters = [
    Report.Definition("service", "Service", .text("checkout")),
    Report.Definition("environment", "Environment", .text("production")),
    Report.Definition("period", "Period", .text("2026-08-24 to 2026-11-15, by week")),
    Report.Definition("policy", "Policy", .link("octoacme 3", address: "https://example.org/policies/octoacme")),
  ]

  static let weeks = (34...45).map { "2026-W\($0)" }

  static let figures: [Report.Figure] = [
    Report.Figure(
      id: "deployment_frequency",
      title: "Deployment frequency",
      help: "Successful production deployments in a week.",
      unit: .other("per week", digits: 1),
      value: 3.5,
      numerator: 42,
      sampleSize: 42,
      previous: 2.75,
      level: Report.Badge("High (2024)", .good),
      labels: [Report.Label("service", "checkout"), Report.Label("environment", "production")],
      records: [17, 18, 19]
    ),
    Report.Figure(
      id: "lead_time_for_changes",
      title: "Lead time for changes",
      help: "From a commit's authoring to its first successful production deployment.",
      unit: .seconds,
      value: 93_780,
      sampleSize: 118,
      median: 93_780,
      percentile90: 432_000,
      mean: 151_200,
      previous: 120_000,
      level: Report.Badge("Medium (2024)", .caution),
      notes: ["Left out: 12 commits of the service's first deployment.", "1 negative span is reported, not counted."],
      labels: [Report.Label("service", "checkout"), Report.Label("environment", "production")]
    ),
    Report.Figure(
      id: "change_failure_rate",
      title: "Change failure rate",
      help: "Distinct failed production deployments among all production deployments.",
      unit: .ratio,
      value: 5.0 / 42,
      numerator: 5,
      denominator: 42,
      sampleSize: 42,
      previous: 0.2,
      target: Report.Target(.atMost, 0.15, verdict: .met),
      level: Report.Badge("High (2024)", .good),
      notes: ["2 of 5 causes are inferred: same service, within 7 days."],
      labels: [Report.Label("service", "checkout"), Report.Label("environment", "production")]
    ),
    Report.Figure(
      id: "failed_deployment_recovery_time",
      title: "Failed deployment recovery time",
      help: "From a failing deployment's finish to the restoration of the service.",
      unit: .seconds,
      value: 4_320,
      sampleSize: 4,
      median: 4_320,
      percentile90: 11_520,
      mean: 5_970,
      target: Report.Target(.below, 1_800, verdict: .notMet),
      notes: ["1 incident is open, for 2 d 3 h so far."],
      labels: [Report.Label("service", "checkout"), Report.Label("environment", "production")]
    ),
    Report.Figure(
      id: "rework_rate",
      title: "Rework rate",
      help: "Unplanned deployments made because of an incident.",
      unit: .ratio,
      value: nil,
      sampleSize: 0,
      labels: [Report.Label("service", "checkout"), Report.Label("environment", "production")]
    ),
  ]

  static let findings = Report.FindingList([
    Report.Finding(
      control: "OCT-06",
      title: "Go or no-go by four roles",
      subject: "checkout 2.4.0",
      required: "approved by QA lead, tech lead, product owner and release manager",
      observed: "approved by 4 of 4, bound to 1f0c2ab",
      verdict: .met,
      records: [101, 102, 103, 110]
    ),
    Report.Finding(
      control: "OCT-15",
      title: "Retrospective within a week",
      subject: "checkout 2.4.0",
      required: "a retrospective within 7 d of the deployment",
      observed: "none yet",
      verdict: .pending,
      remedy: "hold a retrospective and record it",
      due: time("2026-11-18T12:00:00Z")
    ),
    Report.Finding(
      control: "OCT-05",
      title: "Pre-release checklist",
      subject: "checkout 2.4.0",
      required: "every item of the checklist “testing” passed",
      observed: "1 of 6 items missing: load test",
      verdict: .notMet,
      records: [96],
      remedy: "record the item “load test”"
    ),
    Report.Finding(
      control: "OCT-02",
      title: "Approval by type of release",
      subject: "checkout 2.4.0",
      required: "minor: full readiness review",
      observed: "waived until 2026-12-01 by another person",
      verdict: .waived,
      records: [88]
    ),
    Report.Finding(
      control: "OCT-09",
      title: "Rollback when it is due",
      subject: "checkout 2.4.0",
      required: "a rollback after a trigger",
      observed: "no trigger",
      verdict: .notApplicable
    ),
  ])

  static let timeline = Report.Timeline([
    Report.Event(
      time: time("2026-11-11T12:00:00Z"),
      kind: "deployment",
      title: "Succeeded in production",
      tone: .good,
      record: 120
    ),
    Report.Event(
      time: time("2026-11-11T10:31:07Z"),
      kind: "gate",
      title: "Integration tests passed",
      detail: "coverage 87.2%",
      tone: .good,
      record: 97
    ),
    Report.Event(
      time: time("2026-11-11T13:05:00Z"),
      kind: "incident",
      title: "SEV2 opened",
      detail: "Payments time out",
      tone: .bad,
      record: 124,
      recordedLate: time("2026-11-13T08:00:00Z")
    ),
  ])

  static let deployments = Report.Table(
    id: "deployments",
    title: "Deployments",
    columns: [
      Report.Column("deployment", "Deployment"), Report.Column("version", "Version"),
      Report.Column("finished", "Finished", .time), Report.Column("duration", "Duration", .number(.seconds)),
      Report.Column("share", "Traffic", .number(.ratio)), Report.Column("status", "Status", .badge),
      Report.Column("run", "Run", .link), Report.Column("record", "Record", .records),
    ],
    rows: [
      Report.Row([
        .text("d-101"), .text("2.3.9"), .time(time("2026-10-29T09:12:44.5Z")), .duration(seconds: 384), .ratio(1),
        .badge(Report.Badge("succeeded", .good)), .link("run 881", address: "https://ci.example.org/runs/881"),
        .records([77]),
      ]),
      Report.Row(
        [
          .text("d-102"), .text("2.4.0"), .time(time("2026-11-11T12:00:00Z")), .duration(seconds: 1_205), .ratio(0.25),
          .badge(Report.Badge("failed", .bad)), .link("run", address: "javascript:alert(1)"),
          .records([120, 121, 122]),
        ],
        emphasis: .exception
      ),
      Report.Row([
        .text("d-103"), .text("2.4.1"), .absent("not recorded"), .duration(seconds: nil), .absent("not recorded"),
        .badge(Report.Badge("started", .neutral)),
      ]),
    ],
    omittedRows: 39,
    note: "Deployments of other environments are not part of this table."
  )

  static let full = Report(
    kind: "sample",
    title: "Delivery of checkout",
    subtitle: "Every sort of block, once",
    parameters: parameters,
    sections: [
      Report.Section(
        id: "findings",
        title: "Controls",
        blocks: [.findings(findings)]
      ),
      Report.Section(id: "figures", title: "Figures", blocks: [.figures(figures)]),
      Report.Section(id: "charts", title: "Charts", blocks: SampleCharts.all.map { Report.Block.chart($0) }),
      Report.Section(
        id: "records",
        title: "Records",
        blocks: [
          .paragraph("All times are as recorded.\nA second line."), .definitions(parameters), .table(deployments),
          .timeline(timeline),
        ]
      ),
    ],
    provenance: provenance
  )
}
