internal import ReleaseRecords

/// A document of cases as it was written.
struct CaseDocument: Hashable, Sendable {
  var format = 1
  var policy = ""
  /// The instant that every offset in the document is relative to.
  var start = Timestamp(microseconds: 0)
  var defaults = CaseSubject()
  /// Records under a name by which cases take them over.
  var records: [String: [CaseEntry]] = [:]
  var cases: [CaseBody] = []

  static let codec = Codec<CaseDocument>.object(
    CaseDocument(),
    [
      .required("version", \.format, .integer(1...1), "The version of the document format: 1."),
      .required("policy", \.policy, .name(.name), "The policy that the cases are about."),
      .required("start", \.start, .timestamp, "The instant that every offset in the document is relative to."),
      .defaulted("defaults", \.defaults, CaseSubject.codec, "What records and cases are about unless they say."),
      .defaulted("records", \.records, .map(.name, to: .list(of: CaseEntry.codec)), "Records under a name."),
      .required("cases", \.cases, .list(of: CaseBody.codec, atLeast: 1), "The cases."),
    ]
  )
}

/// What a case is about.
struct CaseSubject: Hashable, Sendable {
  var service: String?
  var version: SemanticVersion?
  var environment: String?
  var deployment: String?
  /// The first and the last instant of a period, where one is judged.
  var from: Duration?
  var until: Duration?

  static let codec = Codec<CaseSubject>.object(
    CaseSubject(),
    [
      .optional("service", \.service, .word, "The service."),
      .optional("version", \.version, .version, "The release's version."),
      .optional("environment", \.environment, .word, "The environment."),
      .optional("deployment", \.deployment, .word, "The deployment's id."),
      .optional("from", \.from, .offset, "The beginning of the period that is judged."),
      .optional("until", \.until, .offset, "The end of the period that is judged."),
    ]
  )
}

/// One case as it was written.
struct CaseBody: Hashable, Sendable {
  var mark = Mark.start
  var name = ""
  var ask = Question.audit
  var now: Duration?
  var subject = CaseSubject()
  var given: [CaseEntry] = []
  var without: [RawRecord] = []
  var changed: [CaseChange] = []
  var people: [String: String] = [:]
  var figures: [CaseFigure] = []
  var expect: [String: Verdict] = [:]
  var isAllowed: Bool?

  private static let fields = Codec<CaseBody>.object(
    CaseBody(),
    [
      .required("name", \.name, .word, "What the case shows."),
      .defaulted("ask", \.ask, .choice, "Whether it is asked before or afterwards; afterwards unless said."),
      .optional("now", \.now, .offset, "The instant of the question; just after the last record unless said."),
      .defaulted("subject", \.subject, CaseSubject.codec, "What it is about, where not the default."),
      .defaulted("given", \.given, .list(of: CaseEntry.codec), "Records, and names of records."),
      .defaulted("without", \.without, .list(of: RawRecord.codec), "Parts of the records that are left out."),
      .defaulted("changed", \.changed, .list(of: CaseChange.codec), "Records that are otherwise."),
      .defaulted("people", \.people, .map(.control, to: .word), "Other names of people, and who they are."),
      .defaulted("figures", \.figures, .list(of: CaseFigure.codec), "Delivery metrics of the period."),
      .defaulted("expect", \.expect, .map(.control, to: .choice), "The verdict that each control has to have."),
      .optional(
        "decision",
        \.isAllowed,
        .choice([("allowed", true), ("refused", false)]),
        "Whether the deployment has to be allowed."
      ),
    ],
    anyOf: ["expect", "decision"]
  )

  static let codec = Codec<CaseBody>(
    schema: fields.schema,
    decode: { node, problems in
      var body = fields.decode(node, &problems)
      body?.mark = node.mark
      return body
    },
    encode: fields.encode
  )
}

/// A delivery metric that a case gives.
struct CaseFigure: Hashable, Sendable {
  var metric = ""
  var value = 0.0
  var unit = "1"
  var types: [String] = []

  static let codec = Codec<CaseFigure>.object(
    CaseFigure(),
    [
      .required("metric", \.metric, .word, "The metric's name."),
      .required("value", \.value, .number, "The figure."),
      .defaulted("unit", \.unit, .word, "Its unit; 1 unless said."),
      .defaulted("types", \.types, .list(of: .word), "The release types that it is limited to."),
    ]
  )
}

/// A record that is otherwise than given.
struct CaseChange: Hashable, Sendable {
  var record = RawRecord()
  var to = RawRecord()

  static let codec = Codec<CaseChange>.object(
    CaseChange(),
    [
      .required("record", \.record, RawRecord.codec, "Parts of the record that is meant."),
      .required("to", \.to, RawRecord.codec, "The parts that are otherwise; `null` leaves one out."),
    ]
  )
}
