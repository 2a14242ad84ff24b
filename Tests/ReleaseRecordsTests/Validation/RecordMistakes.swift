extension RecordValidatorTests {
  /// A gate record with other or further members.
  private static func gate(_ changes: String = "", data: String = #""gate":"lint","outcome":"passed""#) -> String {
    #"{"kind":"gate","service":"kops","version":"1.2.3""# + (changes.isEmpty ? "" : "," + changes)
      + ",\"data\":{\(data)}}"
  }

  private static func gate(also data: String) -> String {
    gate(data: #""gate":"lint","outcome":"passed","# + data)
  }

  private static let aMinute = #"2026-11-20T10:00:00Z"#

  /// What is given, and every message for it.
  static let mistakes: [(String, [String])] = [
    (gate(), []),
    (
      "{",
      [
        "the record is not JSON: expected JSON (line 1, column 2 (byte 1): found the end of the text, expected a member's name in double quotes)"
      ]
    ),
    ("[]", []),
    ("{}", []),
    (#"{"kind":"gaet","data":{}}"#, []),
    (#"{"kind":7}"#, []),
    (gate(#""enviroment":"prod""#), []),
    (gate(#""outcome":"passed""#), []),
    (gate(#""summary":"fine""#), []),
    (gate(#""a\nb":1"#), []),
    (gate(also: #""summary":"fine""#), []),
    (gate(also: #""colour":"red""#), []),
    (gate(also: #""started":"2026-11-20T10:00:00Z""#), []),
    (gate(data: #""gate":"lint""#), []),
    (gate(data: #""gate":"lint","outcome":"pased""#), []),
    (gate(data: #""gate":"","outcome":"passed""#), []),
    (gate(data: #""gate":"li\nnt","outcome":"passed""#), []),
    (gate(data: #""gate":null,"outcome":"passed""#), []),
    (gate(data: #""gate":["lint"],"outcome":true"#), []),
    (gate(also: #""attempt":0"#), []),
    (gate(also: #""attempt":1.5"#), []),
    (gate(also: #""attempt":"2""#), []),
    (gate(also: #""commit":"9F2C4A7D1E8B3F6059C1D2A4B7E8F90123456789""#), []),
    (gate(also: #""commit":"9f2c4a7""#), []),
    (gate(also: #""started_at":"2026-11-20T10:00:00""#), []),
    (gate(also: #""started_at":"2026-11-20 10:00:00Z""#), []),
    (gate(also: #""started_at":"2026-11-20""#), []),
    (gate(also: #""started_at":"2026-02-30T10:00:00Z""#), []),
    (gate(also: #""started_at":1795244400"#), []),
    (gate(also: #""started_at":"2026-11-20T10:00:00.1Z","finished_at":"2026-11-20T11:00:00+01:00""#), []),
    (gate(also: #""finished_at":"2026-11-22T07:00:01Z""#), []),
    (gate(also: #""measurements":{"name":"x","value":1}"#), []),
    (gate(also: #""measurements":[{"name":"x","value":1},{"name":"y","value":"2","units":"%"},{"value":3}]"#), []),
    (
      gate(
        also:
          #""evidence":[{"name":"r","digest":"3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8551","uri":"/tmp/r"}]"#
      ), []
    ),
    (gate(also: #""evidence":[{"name":"r","digest":"sha256:AA","uri":"https://e.org/a b"}]"#), []),
    (gate(#""occurred_at":"2026-11-22T07:00:01Z""#), []),
    (gate(#""occurred_at":"yesterday""#), []),
    (gate(#""amends":-1"#), []),
    (gate(#""amends":"12""#), []),
    (gate(#""key":"a\tb""#), []),
    (gate(#""key":5"#), []),
    (gate(#""source":{}"#), []),
    (gate(#""source":{"run":{"id":1}}"#), []),
    (gate(#""source":"ci""#), []),
    (gate(#""text":{"sumary":"x"}"#), []),
    (gate(#""text":{"summary":""}"#), []),
    (gate(#""text":{"summary":5}"#), []),
    (gate(#""environment":"staging\u0007""#), []),
    (#"{"kind":"gate","service":"kops","data":{"gate":"lint","outcome":"passed"}}"#, []),
    (#"{"kind":"gate","version":"1.2.3","data":{"gate":"lint","outcome":"passed"}}"#, []),
    (#"{"kind":"status","service":"kops","version":"v1.2.3","data":{"status":"ready"}}"#, []),
    (#"{"kind":"status","service":"kops","version":"1.2","data":{"status":"ready"}}"#, []),
    (#"{"kind":"status","service":"kops","version":"1.02.3","data":{"status":"ready"}}"#, []),
    (#"{"kind":"status","service":"kops","version":1.2,"data":{"status":"ready"}}"#, []),
    (#"{"kind":"status","service":"kops","version":"1.2.3","environment":"prod","data":{"status":"ready"}}"#, []),
    (
      #"{"kind":"rollback","service":"kops","environment":"prod","data":{"from":"1.2.3","to":"1.2.3","status":"started"}}"#,
      []
    ),
    (
      #"{"kind":"waiver","service":"kops","data":{"control":"c","requested_by":"ines@example.org","#
        + #""approved_by":"Ines@example.org","expires_at":"2027-01-01T00:00:00Z"},"text":{"reason":"r"}}"#,
      []
    ),
    (
      #"{"kind":"waiver","service":"kops","data":{"control":"c","requested_by":"a","#
        + #""approved_by":"b","expires_at":"2027-01-01T00:00:00Z"}}"#,
      []
    ),
    (
      #"{"kind":"postmortem","service":"kops","data":{"action_items":[{"item":"a","due":"2026-11-31"}],"status":"held"}}"#,
      []
    ),
    (
      #"{"kind":"window","data":{"type":"freeze","from":"2027-01-02T00:00:00Z","until":"2027-01-01T00:00:00Z"}}"#, []
    ),
    (#"{"kind":"rollout","service":"kops","environment":"prod","data":{"deployment":"d","traffic_percent":101}}"#, []),
    (#"{"kind":"redaction","data":{"authority":"me"},"text":{"reason":"r"}}"#, []),
  ]
}
