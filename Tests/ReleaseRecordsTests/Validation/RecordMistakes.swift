extension RecordValidatorTests {
  /// A gate record with other or further members.
  private static func gate(_ changes: String = "", data: String = #""gate":"lint","outcome":"passed""#) -> String {
    #"{"kind":"gate","service":"kops","version":"1.2.3""# + (changes.isEmpty ? "" : "," + changes)
      + ",\"data\":{\(data)}}"
  }

  private static func gate(also data: String) -> String {
    gate(data: #""gate":"lint","outcome":"passed","# + data)
  }

  /// What is given, and every message for it.
  static let mistakes: [(String, [String])] = [
    (gate(), []),
    (
      "{",
      [
        "the record is not JSON: expected JSON (line 1, column 2 (byte 1): found the end of the text, "
          + "expected a member's name in double quotes)"
      ]
    ),
    ("[]", ["the record is an array of 0: expected an object with the record's parts"]),
    (
      "{}",
      [
        "kind is missing: expected one of release, change, artifact, gate, checklist, approval, "
          + "deployment, rollout, observation, rollback, incident, postmortem, retrospective, communication, "
          + "flag, window, waiver, status, policy, decision, person, redaction, correction"
      ]
    ),
    (
      #"{"kind":"gaet","data":{}}"#,
      [
        #"kind is "gaet": expected one of release, change, artifact, gate, checklist, approval, "#
          + "deployment, rollout, observation, rollback, incident, postmortem, retrospective, communication, "
          + "flag, window, waiver, status, policy, decision, person, redaction, correction (did you mean "
          + #""gate"?)"#
      ]
    ),
    (
      #"{"kind":7}"#,
      [
        "kind is 7: expected one of release, change, artifact, gate, checklist, approval, deployment, "
          + "rollout, observation, rollback, incident, postmortem, retrospective, communication, flag, "
          + "window, waiver, status, policy, decision, person, redaction, correction"
      ]
    ),
    (
      gate(#""enviroment":"prod""#),
      [
        #"enviroment is "prod": expected no part of this name in a record (did you mean "environment"?)"#
      ]
    ),
    (
      gate(#""outcome":"passed""#),
      [
        #"outcome is "passed": expected no part of this name in a record (write it as data.outcome)"#
      ]
    ),
    (
      gate(#""summary":"fine""#),
      [
        #"summary is "fine": expected no part of this name in a record (write it as text.summary)"#
      ]
    ),
    (
      gate(#""a\nb":1"#),
      [
        #""a\nb" is 1: expected no part of this name in a record (there are kind, service, version, "#
          + "environment, occurred_at, source, data, text, amends, key)"
      ]
    ),
    (
      gate(also: #""summary":"fine""#),
      [
        #"data.summary is "fine": expected no field of this name in the data of a gate record (write it "#
          + "as text.summary)"
      ]
    ),
    (
      gate(also: #""colour":"red""#),
      [
        #"data.colour is "red": expected no field of this name in the data of a gate record (there are "#
          + "attempt, commit, evidence, finished_at, gate, measurements, outcome, stage, started_at, tool, "
          + "tool_version)"
      ]
    ),
    (
      gate(also: #""started":"2026-11-20T10:00:00Z""#),
      [
        #"data.started is "2026-11-20T10:00:00Z": expected no field of this name in the data of a gate "#
          + #"record (did you mean "started_at"?)"#
      ]
    ),
    (
      gate(data: #""gate":"lint""#),
      [
        "data.outcome is missing: expected one of passed, failed, errored, skipped (how it ended)"
      ]
    ),
    (
      gate(data: #""gate":"lint","outcome":"pased""#),
      [
        #"data.outcome is "pased": expected one of passed, failed, errored, skipped (did you mean "#
          + #""passed"?)"#
      ]
    ),
    (
      gate(data: #""gate":"","outcome":"passed""#),
      [
        #"data.gate is "": expected one line of 1 to 200 characters without control characters (an unset "#
          + "variable may have come to stand here; leave out what is not known)"
      ]
    ),
    (
      gate(data: #""gate":"li\nnt","outcome":"passed""#),
      [
        #"data.gate is "li\nnt": expected one line of 1 to 200 characters without control characters "#
          + "(leave out line breaks and control characters)"
      ]
    ),
    (
      gate(data: #""gate":"lint ","outcome":"passed""#),
      [
        #"data.gate is "lint ": expected one line of 1 to 200 characters without control characters "#
          + "(leave out spaces around it and invisible characters)"
      ]
    ),
    (
      gate(data: #""gate":"li\u200bnt","outcome":"passed""#),
      [
        #"data.gate is "li\u{200b}nt": expected one line of 1 to 200 characters without control characters "#
          + "(leave out spaces around it and invisible characters)"
      ]
    ),
    (
      gate(data: #""gate":null,"outcome":"passed""#),
      [
        "data.gate is null: expected one line of 1 to 200 characters without control characters (leave "
          + "out what is not known)"
      ]
    ),
    (
      gate(data: #""gate":["lint"],"outcome":true"#),
      [
        "data.gate is an array of 1: expected one line of 1 to 200 characters without control characters",
        "data.outcome is true: expected one of passed, failed, errored, skipped",
      ]
    ),
    (
      gate(also: #""attempt":0"#),
      [
        "data.attempt is 0: expected an integer from 1 to 1000000"
      ]
    ),
    (
      gate(also: #""attempt":1.5"#),
      [
        "data.attempt is 1.5: expected an integer from 1 to 1000000"
      ]
    ),
    (
      gate(also: #""attempt":"2""#),
      [
        #"data.attempt is "2": expected an integer from 1 to 1000000 (write it without quotes)"#
      ]
    ),
    (
      gate(also: #""commit":"9F2C4A7D1E8B3F6059C1D2A4B7E8F90123456789""#),
      [
        #"data.commit is "9F2C4A7D1E8B3F6059C1D2A4B7E8F90123456789": expected a full commit hash: 40 or "#
          + "64 lower-case hexadecimal digits (write it in lower case)"
      ]
    ),
    (
      gate(also: #""commit":"9f2c4a7""#),
      [
        #"data.commit is "9f2c4a7": expected a full commit hash: 40 or 64 lower-case hexadecimal digits "#
          + "(give the whole hash, as `git rev-parse 9f2c4a7` prints it)"
      ]
    ),
    (
      gate(also: #""started_at":"2026-11-20T10:00:00""#),
      [
        #"data.started_at is "2026-11-20T10:00:00": expected an instant as RFC 3339 has it, with its "#
          + #"offset, such as 2026-11-21T07:00:00Z (say the zone: add "Z" for UTC, or an offset such as "#
          + #""+01:00")"#
      ]
    ),
    (
      gate(also: #""started_at":"2026-11-20 10:00:00Z""#),
      [
        #"data.started_at is "2026-11-20 10:00:00Z": expected an instant as RFC 3339 has it, with its "#
          + #"offset, such as 2026-11-21T07:00:00Z (put "T" between date and time)"#
      ]
    ),
    (
      gate(also: #""started_at":"2026-11-20""#),
      [
        #"data.started_at is "2026-11-20": expected an instant as RFC 3339 has it, with its offset, such "#
          + "as 2026-11-21T07:00:00Z (add the time and its zone)"
      ]
    ),
    (
      gate(also: #""started_at":"2026-02-30T10:00:00Z""#),
      [
        #"data.started_at is "2026-02-30T10:00:00Z": expected an instant as RFC 3339 has it, with its "#
          + "offset, such as 2026-11-21T07:00:00Z (the calendar or the clock has no such instant)"
      ]
    ),
    (
      gate(also: #""started_at":1795244400"#),
      [
        "data.started_at is 1795244400: expected an instant as RFC 3339 has it, with its offset, such as "
          + "2026-11-21T07:00:00Z"
      ]
    ),
    (
      gate(also: #""started_at":"2026-11-20T10:00:00.1Z","finished_at":"2026-11-20T11:00:00+01:00""#),
      [
        #"data.finished_at is "2026-11-20T10:00:00Z": expected a time not before data.started_at, which "#
          + "is 2026-11-20T10:00:00.1Z"
      ]
    ),
    (
      gate(also: #""finished_at":"2026-11-22T07:00:01Z""#),
      [
        #"data.finished_at is "2026-11-22T07:00:01Z": expected a time not after 2026-11-22T07:00:00Z, "#
          + "since it tells of something that has happened"
      ]
    ),
    (
      gate(also: #""measurements":{"name":"x","value":1}"#),
      [
        "data.measurements is an object: expected an array of at most 1000, each of them an object with "
          + "name, value, unit"
      ]
    ),
    (
      gate(also: #""measurements":[{"name":"x","value":1},{"name":"y","value":"2","units":"%"},{"value":3}]"#),
      [
        #"data.measurements[1].value is "2": expected a number (write it without quotes)"#,
        #"data.measurements[1].units is "%": expected no field of this name in this object (did you mean "#
          + #""unit"?)"#,
        "data.measurements[2].name is missing: expected one line of 1 to 200 characters without control "
          + "characters (what was measured: `coverage`, `critical_vulnerabilities`, …)",
      ]
    ),
    (
      gate(
        also: #""evidence":[{"name":"r","digest":"3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8551","#
          + #""uri":"/tmp/r"}]"#
      ),
      [
        #"data.evidence[0].digest is "3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b…": expected a "#
          + "digest: sha256: and 64, or sha512: and 128 lower-case hexadecimal digits "
          + #"(put "sha256:" before it)"#,
        #"data.evidence[0].uri is "/tmp/r": expected an absolute URI of at most 2000 characters, such as "#
          + "https://example.org/x (begin with a scheme)",
      ]
    ),
    (
      gate(also: #""evidence":[{"name":"r","digest":"sha256:AA","uri":"https://e.org/a b"}]"#),
      [
        #"data.evidence[0].digest is "sha256:AA": expected a digest: sha256: and 64, or sha512: and 128 "#
          + "lower-case hexadecimal digits",
        #"data.evidence[0].uri is "https://e.org/a b": expected an absolute URI of at most 2000 "#
          + "characters, such as https://example.org/x (escape other characters as %XX)",
      ]
    ),
    (
      gate(#""occurred_at":"2026-11-22T07:00:01Z""#),
      [
        #"occurred_at is "2026-11-22T07:00:01Z": expected a time not after 2026-11-22T07:00:00Z, since it "#
          + "tells of something that has happened"
      ]
    ),
    (
      gate(#""occurred_at":"yesterday""#),
      [
        #"occurred_at is "yesterday": expected an instant as RFC 3339 has it, with its offset, such as "#
          + "2026-11-21T07:00:00Z"
      ]
    ),
    (
      gate(#""amends":-1"#),
      [
        "amends is -1: expected an integer from 0 to 9007199254740991"
      ]
    ),
    (
      gate(#""amends":"12""#),
      [
        #"amends is "12": expected an integer from 0 to 9007199254740991 (write it without quotes)"#
      ]
    ),
    (
      gate(#""key":"a\tb""#),
      [
        #"key is "a\tb": expected one line of 1 to 500 bytes without control characters"#
      ]
    ),
    (
      gate(#""key":5"#),
      [
        "key is 5: expected a string"
      ]
    ),
    (
      gate(#""source":{}"#),
      [
        "source is an object with 0 members: expected an object with 1 to 50 members"
      ]
    ),
    (
      gate(#""source":{"run":{"id":1}}"#),
      [
        "source.run is an object: expected one line of 1 to 2000 characters, a number, true or false"
      ]
    ),
    (
      gate(#""source":"ci""#),
      [
        #"source is "ci": expected an object"#
      ]
    ),
    (
      gate(#""text":{"sumary":"x"}"#),
      [
        #"text.sumary is "x": expected no text of this name in a gate record (did you mean "summary"?)"#
      ]
    ),
    (
      gate(#""text":{"summary":""}"#),
      [
        "text.summary is empty: expected text of 1 to 16384 bytes"
      ]
    ),
    (
      gate(#""text":{"summary":5}"#),
      [
        "text.summary is 5: expected text of 1 to 16384 bytes"
      ]
    ),
    (
      gate(#""environment":"staging\u0007""#),
      [
        #"environment is "staging\u{7}": expected one line of 1 to 200 characters without control "#
          + "characters (leave out line breaks and control characters)"
      ]
    ),
    (
      #"{"kind":"gate","service":"kops","data":{"gate":"lint","outcome":"passed"}}"#,
      [
        "version or data.commit is missing: expected at least one of them"
      ]
    ),
    (
      #"{"kind":"gate","version":"1.2.3","data":{"gate":"lint","outcome":"passed"}}"#,
      [
        "service is missing: expected one line of 1 to 200 characters without control characters (a gate "
          + "record has to name it)"
      ]
    ),
    (
      #"{"kind":"status","service":"kops","version":"v1.2.3","data":{"status":"ready"}}"#,
      [
        #"version is "v1.2.3": expected a version as SemVer 2.0.0 has it, such as 1.2.3 (strip the "v")"#
      ]
    ),
    (
      #"{"kind":"status","service":"kops","version":"1.2","data":{"status":"ready"}}"#,
      [
        #"version is "1.2": expected a version as SemVer 2.0.0 has it, such as 1.2.3 (give all three "#
          + "numbers: 1.2.0)"
      ]
    ),
    (
      #"{"kind":"status","service":"kops","version":"1.02.3","data":{"status":"ready"}}"#,
      [
        #"version is "1.02.3": expected a version as SemVer 2.0.0 has it, such as 1.2.3 (leave out "#
          + "leading zeros: 1.2.3)"
      ]
    ),
    (
      #"{"kind":"status","service":"kops","version":1.2,"data":{"status":"ready"}}"#,
      [
        "version is 1.2: expected a version as SemVer 2.0.0 has it, such as 1.2.3"
      ]
    ),
    (
      #"{"kind":"status","service":"kops","version":"1.2.3","environment":"prod","data":{"status":"ready"}}"#,
      [
        #"environment is "prod": expected none in a status record"#
      ]
    ),
    (
      #"{"kind":"rollback","service":"kops","environment":"prod","data":{"from":"1.2.3","to":"1.2.3","status":"started"}}"#,
      [
        #"data.to is "1.2.3": expected another value than data.from"#
      ]
    ),
    (
      #"{"kind":"waiver","service":"kops","data":{"control":"c","requested_by":"ines@example.org","#
        + #""approved_by":"Ines@example.org","expires_at":"2027-01-01T00:00:00Z"},"text":{"reason":"r"}}"#,
      [
        #"data.approved_by is "Ines@example.org": expected another person than data.requested_by"#
      ]
    ),
    (
      #"{"kind":"waiver","service":"kops","data":{"control":"c","requested_by":"a","#
        + #""approved_by":"b","expires_at":"2027-01-01T00:00:00Z"}}"#,
      [
        "text.reason is missing: expected text of 1 to 16384 bytes (why the control cannot be met)"
      ]
    ),
    (
      #"{"kind":"postmortem","service":"kops","data":{"action_items":[{"item":"a","due":"2026-11-31"}],"status":"held"}}"#,
      [
        #"data.action_items[0].due is "2026-11-31": expected a day in the form YYYY-MM-DD"#,
        "data.incident or version is missing: expected at least one of them",
      ]
    ),
    (
      #"{"kind":"window","data":{"type":"freeze","from":"2027-01-02T00:00:00Z","until":"2027-01-01T00:00:00Z"}}"#,
      [
        #"data.until is "2027-01-01T00:00:00Z": expected a time not before data.from, which is "#
          + "2027-01-02T00:00:00Z"
      ]
    ),
    (
      #"{"kind":"rollout","service":"kops","environment":"prod","data":{"deployment":"d","traffic_percent":101}}"#,
      [
        "data.traffic_percent is 101: expected a number from 0 to 100"
      ]
    ),
    (
      #"{"kind":"redaction","data":{"authority":"me"},"text":{"reason":"r"}}"#,
      [
        "data.record or data.person is missing: expected at least one of them",
        #"text.reason is "r": expected no text of this name in a redaction record (it has no texts)"#,
      ]
    ),
  ]
}
