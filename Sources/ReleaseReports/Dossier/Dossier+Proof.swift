internal import ReleaseRecords
internal import Reporting

extension Dossier {
  var correctionSection: Report.Section {
    let byNumber = Dictionary(records.all.map { ($0.sequence, $0) }) { first, _ in first }
    let rows = records.supersededBy.sorted { $0.key < $1.key }.map { earlier, later in
      let entry = byNumber[earlier]
      let correction = byNumber[later]
      let isWithdrawal = correction?.kind == .correction
      return Report.Row([
        .word(entry?.kind.rawValue), .records([earlier]), .text(isWithdrawal ? "withdrawn" : "replaced"),
        .records([later]), .time(correction?.recordedAt, otherwise: "not known"),
        cells("authority", of: isWithdrawal ? correction : nil), cells.words("reason", of: correction),
      ])
    }
    return section(
      "corrections",
      "Corrections",
      [
        Report.Column("kind", "Kind"), Report.Column("record", "Record", .records),
        Report.Column("how", "What became of it"), Report.Column("by", "By record", .records),
        Report.Column("recorded_at", "Recorded", .time), Report.Column("authority", "On whose authority"),
        Report.Column("reason", "Reason"),
      ],
      rows,
      empty: "No record of this release was withdrawn or replaced.",
      note: rows.isEmpty ? nil : "What was withdrawn or replaced still stands in the log and does not count above."
    )
  }

  var timelineSection: Report.Section {
    let events = records.all.map { entry in
      let superseded = records.supersededBy[entry.sequence].map { "no longer counts, by #\($0)" }
      let details = [entry.environment].compactMap(\.self) + RecordWords(people: basis.people).details(entry.record)
      let words = [details.joined(separator: ", "), superseded].compactMap(\.self).filter { !$0.isEmpty }
      return Report.Event(
        time: entry.effectiveAt,
        kind: entry.kind.rawValue,
        title: RecordWords.title(entry.record) ?? entry.kind.rawValue,
        detail: words.isEmpty ? nil : words.joined(separator: "\n"),
        tone: RecordWords.tone(entry),
        record: entry.sequence,
        recordedLate: basis.lateness(of: entry)
      )
    }
    return Report.Section(
      id: "timeline",
      title: "All that happened, in this order",
      blocks: [.timeline(Report.Timeline(events))]
    )
  }

  /// Where each record stands in the log, and how to check that it does.
  var proofSection: Report.Section {
    let rows = records.all.sorted { $0.sequence < $1.sequence }.map { entry in
      Report.Row([
        .records([entry.sequence]), .text(entry.kind.rawValue), .time(entry.effectiveAt), .time(entry.recordedAt),
        .text(entry.recordedBy), .word(source(of: entry), otherwise: "not declared"),
      ])
    }
    let position = basis.log
    let steps = """
      Each record below is a leaf of the log “\(position.origin)”, whose root hash at \(position.size) records is \
      \(position.rootHash). No record in it can be changed, left out or put in later without that hash changing.
      1. Compare the checkpoint at the end of this report with one that you kept or that a witness gave you.
      2. For any record: `release-ledger show record NUMBER --leaf` gives its bytes, and `release-ledger audit prove \
      NUMBER` its proof.
      3. Without the database: `release-ledger audit check record.tlog-proof --leaf record.json --verifier log.pub`, \
      or any other program for C2SP tlog-proof and signed notes.
      """
    let table = Report.Table(
      id: "proofs",
      title: "Records",
      columns: [
        Report.Column("record", "Record", .records), Report.Column("kind", "Kind"),
        Report.Column("happened_at", "Happened", .time), Report.Column("recorded_at", "Recorded", .time),
        Report.Column("recorded_by", "Recorded by"), Report.Column("source", "Declared source"),
      ],
      rows: rows,
      emptyText: "No record of this release is in the log."
    )
    return Report.Section(id: "proofs", title: "Proofs", blocks: [.paragraph(steps), .table(table)])
  }

  private func source(of entry: LedgerRecord) -> String? {
    guard let source = entry.record.source, !source.isEmpty else { return nil }
    return source.map { name, value in "\(name): \(value.string ?? CanonicalJSON.string(value))" }
      .joined(separator: ", ")
  }
}
