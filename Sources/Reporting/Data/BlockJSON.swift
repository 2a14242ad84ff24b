internal import ReleaseRecords

extension Report.Block {
  var json: JSONValue {
    switch self {
    case .paragraph(let text): return ["type": "paragraph", "text": .string(text)]
    case .definitions(let definitions):
      return ["type": "definitions", "definitions": .array(definitions.map(\.json))]
    case .table(let table): return table.json(type: "table")
    case .figures(let figures): return ["type": "figures", "figures": .array(figures.map(\.json))]
    case .findings(let list): return list.json
    case .timeline(let timeline): return timeline.json
    case .chart(let chart):
      guard case .object(var object) = chart.table.json(type: "chart") else { return .null }
      object["chart"] = .string(chart.content.name)
      object["summary"] = .string(chart.summary)
      return .object(object)
    }
  }
}

extension Report.Table {
  func json(type: String) -> JSONValue {
    var object: JSONObject = [
      "type": .string(type), "id": .string(id), "title": .string(title),
      "columns": .array(
        columns.map { column in
          let type = column.type.json
          var object: JSONObject = [
            "name": .string(column.name), "title": .string(column.title), "type": .string(type.name),
          ]
          if let unit = type.unit { object["unit"] = .string(unit) }
          return .object(object)
        }
      ),
      "rows": .array(
        rows.map { row in
          [
            "cells": .array(columns.indices.map { row.cell($0).json }), "emphasis": .string(row.emphasis.rawValue),
          ]
        }
      ),
      "omitted_rows": .number(Double(omittedRows)),
    ]
    if let note { object["note"] = .string(note) }
    return .object(object)
  }
}

extension Report.Chart.Content {
  var name: String {
    switch self {
    case .bars: "bars"
    case .histogram: "histogram"
    case .trend: "trend"
    case .rate: "rate"
    case .durations: "durations"
    case .events: "events"
    }
  }
}

extension Report.Figure {
  var json: JSONValue {
    var object: JSONObject = [
      "id": .string(id), "title": .string(title), "help": .string(help), "unit": .string(unit.jsonName),
      "value": Self.number(value), "notes": .array(notes.map { .string($0) }),
      "labels": .object(JSONObject(labels.map { ($0.name, .string($0.value)) })),
      "records": .array(records.map { .number(Double($0)) }),
    ]
    let statistics: [(String, Double?)] = [
      ("numerator", numerator), ("denominator", denominator), ("sample_size", sampleSize.map(Double.init)),
      ("median", median), ("percentile_90", percentile90), ("mean", mean), ("previous", previous),
    ]
    for (name, value) in statistics where value != nil {
      object[name] = Self.number(value)
    }
    if let target {
      object["target"] = [
        "comparison": .string(target.comparison.rawValue), "value": Self.number(target.value),
        "verdict": .string(target.verdict.rawValue),
      ]
    }
    if let level {
      object["level"] = ["text": .string(level.text), "tone": .string(level.tone.rawValue)]
    }
    return .object(object)
  }

  /// JSON has no number for infinity or "not a number": both are no data.
  private static func number(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .number(value)
  }
}

extension Report.FindingList {
  var json: JSONValue {
    [
      "type": "findings", "id": .string(id), "title": .string(title),
      "counts": .object(
        JSONObject(
          Report.Verdict.allCases.map { ($0.rawValue, .number(Double(count($0)))) }
            + [("total", .number(Double(count)))]
        )
      ),
      "findings": .array(findings.map(\.json)), "omitted_findings": .number(Double(count - findings.count)),
    ]
  }
}

extension Report.Finding {
  var json: JSONValue {
    var object: JSONObject = [
      "control": .string(control), "title": .string(title), "subject": .string(subject),
      "required": .string(required), "observed": .string(observed), "verdict": .string(verdict.rawValue),
      "records": .array(records.map { .number(Double($0)) }),
    ]
    if let remedy { object["remedy"] = .string(remedy) }
    if let due { object["due"] = .string(due.description) }
    return .object(object)
  }
}

extension Report.Timeline {
  var json: JSONValue {
    [
      "type": "timeline", "id": .string(id), "title": .string(title),
      "events": .array(
        events.map { event in
          var object: JSONObject = [
            "time": .string(event.time.description), "kind": .string(event.kind), "title": .string(event.title),
            "tone": .string(event.tone.rawValue),
          ]
          if let detail = event.detail { object["detail"] = .string(detail) }
          if let record = event.record { object["record"] = .number(Double(record)) }
          if let late = event.recordedLate { object["recorded_at"] = .string(late.description) }
          return .object(object)
        }
      ),
    ]
  }
}
