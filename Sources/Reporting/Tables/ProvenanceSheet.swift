/// The last section of every report for people: where it comes from and how to check it.
enum ProvenanceSheet {
  static func section(of report: Report) -> Report.Section {
    let provenance = report.provenance
    var origin = [
      Report.Definition("producer", "Produced by", .text(provenance.producer))
    ]
    origin += report.parameters
    origin += [
      Report.Definition("time_zone", "Time zone of periods", .text(provenance.timeZone)),
      Report.Definition("times", "Points in time", .text("in UTC")),
      Report.Definition("log", "Log", .text(provenance.log.origin)),
      Report.Definition("log_size", "Records considered", .text(considered(provenance.log.size))),
      Report.Definition("root_hash", "Root hash at that size", .text(provenance.log.rootHash)),
      Report.Definition(
        "checkpoint",
        "Published checkpoint",
        provenance.log.checkpoint.map { .text($0) } ?? .absent("none at this size")
      ),
    ]
    origin.append(
      Report.Definition("digest", "Digest of this report", provenance.digest.map { .text($0) } ?? .absent("not sealed"))
    )
    var blocks: [Report.Block] = [
      .paragraph(
        "Information produced by the organisation itself: what made this report, from what, and what to check it "
          + "against. The same program over the same records gives the same bytes again. The digest is taken over the "
          + "report in JSON as RFC 8785 writes it, without the digest."
      ), .definitions(origin),
    ]
    if !provenance.queries.isEmpty {
      blocks.append(
        .table(
          Report.Table(
            id: "provenance-queries",
            title: "Queries",
            columns: [
              Report.Column("query", "Query"), Report.Column("version", "Version"),
              Report.Column("rows", "Rows", .number(.count)),
            ],
            rows: provenance.queries.map { Report.Row([.text($0.name), .text($0.version), .count($0.rows)]) }
          )
        )
      )
    }
    if !provenance.controlTotals.isEmpty {
      blocks.append(
        .table(
          Report.Table(
            id: "provenance-totals",
            title: "Control totals",
            columns: [Report.Column("total", "Total"), Report.Column("value", "Value", .number(.count))],
            rows: provenance.controlTotals.map { Report.Row([.text($0.title), $0.value]) }
          )
        )
      )
    }
    return Report.Section(id: "provenance", title: "Provenance", blocks: blocks)
  }

  private static func considered(_ size: Int64) -> String {
    size == 0 ? "none: the log is empty" : "\(Numbers.grouped(Int(size))) (#0 to #\(size - 1))"
  }
}
