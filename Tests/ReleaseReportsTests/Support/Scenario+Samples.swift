extension Scenario {
  static let commit = "4f2a7d1e8b3f6059c1d2a4b7e8f9012345678901"

  /// A regular release that was deployed to staging and production, did harm, and was rolled back.
  static func rolledBack() throws -> Scenario {
    let subject = #""service":"deal-scout-api","version":"1.2.3""#
    var scenario = try Scenario()
    try scenario.add(
      #"""
      {"kind":"release",\#(subject),"occurred_at":"2026-10-27T09:00:00Z","data":{"type":"regular","commit":"\#(commit)","previous_version":"1.2.2","tag":"v1.2.3","branch":"release/v1.2.3","labels":["database-migration"],"rollback_version":"1.2.2","planned_at":"2026-11-03T10:00:00Z","manager":"p-dan"},"text":{"title":"Filters","features":"Marketplace filters on the dashboard\nE-mail preferences","fixes":"Pagination of searches (#123)","improvements":"Answers come 20 % faster","technical":"FastAPI 0.109.0","breaking_changes":"None","known_issues":"Time-outs when scraping (under investigation)","rollback_notes":"Safe: the migration is reversible."}}
      {"kind":"change","service":"deal-scout-api","version":"1.2.3","occurred_at":"2026-10-26T12:00:00Z","data":{"commit":"\#(commit)","author":"p-ana","reviewers":["p-ben"],"pull_request":"#140","category":"feature","merged_at":"2026-10-26T12:00:00Z"},"text":{"subject":"Add marketplace filters"}}
      {"kind":"artifact",\#(subject),"occurred_at":"2026-10-27T10:00:00Z","data":{"name":"deal-scout-api","type":"container-image","digest":"sha256:3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8551","image_tag":"deal-scout-api:1.2.3","commit":"\#(commit)","verified":true}}
      {"kind":"gate",\#(subject),"occurred_at":"2026-10-27T10:10:00Z","data":{"gate":"tests","outcome":"failed","commit":"\#(commit)","tool":"pytest","tool_version":"8.2"}}
      {"kind":"gate",\#(subject),"occurred_at":"2026-10-27T10:30:00Z","data":{"gate":"tests","outcome":"passed","commit":"\#(commit)","tool":"pytest","tool_version":"8.2","measurements":[{"name":"coverage","value":87.5,"unit":"%"}]}}
      {"kind":"gate",\#(subject),"environment":"staging","occurred_at":"2026-10-31T10:00:00Z","data":{"gate":"staging-load","outcome":"passed","commit":"\#(commit)","measurements":[{"name":"response_time_p95","value":412,"unit":"ms"},{"name":"error_rate","value":0.2,"unit":"%"}]}}
      {"kind":"checklist",\#(subject),"occurred_at":"2026-11-03T09:05:00Z","data":{"checklist":"release-day","item":"go-no-go","outcome":"done","performed_by":"p-dan"}}
      {"kind":"approval",\#(subject),"occurred_at":"2026-11-02T15:00:00Z","data":{"role":"team-lead","decision":"approved","approver":"p-cleo","commit":"\#(commit)"}}
      {"kind":"approval",\#(subject),"occurred_at":"2026-11-02T16:00:00Z","data":{"role":"engineer","decision":"approved","approver":"p-ben","commit":"\#(commit)","expires_at":"2026-11-10T00:00:00Z"},"text":{"comment":"Looks right"}}
      {"kind":"approval",\#(subject),"occurred_at":"2026-11-01T16:00:00Z","data":{"role":"engineer","decision":"approved","approver":"p-ana","commit":"1111111111111111111111111111111111111111"}}
      {"kind":"decision",\#(subject),"environment":"production","occurred_at":"2026-11-03T09:59:00Z","data":{"outcome":"allowed","policy":"dealscout","policy_digest":"sha256:aa0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8551","log_size":10,"evaluated_at":"2026-11-03T09:59:00Z","findings_digest":"sha256:bb0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8551"}}
      {"kind":"deployment",\#(subject),"environment":"staging","occurred_at":"2026-10-31T08:00:00Z","data":{"deployment":"deploy-41","status":"succeeded","commit":"\#(commit)","image_tag":"deal-scout-api:1.2.3"}}
      {"kind":"communication",\#(subject),"occurred_at":"2026-11-02T10:00:00Z","data":{"audience":"engineering","channel":"slack:#releases","about":"release-schedule","phase":"before","sent_by":"p-dan"}}
      {"kind":"deployment",\#(subject),"environment":"production","occurred_at":"2026-11-03T10:00:00Z","data":{"deployment":"deploy-42","status":"started","commit":"\#(commit)","image_tag":"deal-scout-api:1.2.3","strategy":"rolling","deployer":"p-dan"}}
      {"kind":"rollout","service":"deal-scout-api","environment":"production","occurred_at":"2026-11-03T10:01:00Z","data":{"deployment":"deploy-42","traffic_percent":50}}
      {"kind":"rollout","service":"deal-scout-api","environment":"production","occurred_at":"2026-11-03T10:06:00Z","data":{"deployment":"deploy-42","traffic_percent":100}}
      {"kind":"deployment",\#(subject),"environment":"production","occurred_at":"2026-11-03T10:08:00Z","data":{"deployment":"deploy-42","status":"succeeded"}}
      {"kind":"checklist",\#(subject),"environment":"production","occurred_at":"2026-11-03T10:05:00Z","data":{"checklist":"validation","item":"health-checks","outcome":"done","deployment":"deploy-42","performed_by":"p-dan"},"text":{"note":"all pods up"}}
      {"kind":"observation","service":"deal-scout-api","environment":"production","occurred_at":"2026-11-03T10:20:00Z","data":{"metric":"error_rate","value":6.5,"unit":"%","baseline":0.3,"from":"2026-11-03T10:15:00Z","until":"2026-11-03T10:20:00Z","deployment":"deploy-42"}}
      {"kind":"incident","service":"deal-scout-api","environment":"production","occurred_at":"2026-11-03T10:21:00Z","data":{"incident":"INC-9","severity":"SEV2","status":"open","category":"availability","commander":"p-cleo","caused_by":"deploy-42","started_at":"2026-11-03T10:15:00Z","detected_at":"2026-11-03T10:20:00Z"},"text":{"title":"Searches fail","impact":"A third of all searches failed"}}
      {"kind":"rollback","service":"deal-scout-api","environment":"production","occurred_at":"2026-11-03T10:31:00Z","data":{"from":"1.2.3","to":"1.2.2","status":"succeeded","rollback":"rb-3","deployment":"deploy-42","incident":"INC-9","trigger":"error-rate","method":"redeploy","procedure":"https://wiki.example.org/rollback#3","decided_by":"p-cleo","decider_role":"on-call-engineer","detected_at":"2026-11-03T10:20:00Z","decided_at":"2026-11-03T10:23:00Z","executed_at":"2026-11-03T10:29:00Z","verified_at":"2026-11-03T10:31:00Z"},"text":{"reason":"Too many errors"}}
      {"kind":"incident","service":"deal-scout-api","environment":"production","occurred_at":"2026-11-03T10:40:00Z","data":{"incident":"INC-9","severity":"SEV2","status":"resolved"},"text":{"root_cause":"A missing index"}}
      {"kind":"status",\#(subject),"occurred_at":"2026-11-03T10:45:00Z","data":{"status":"withdrawn","set_by":"p-dan"}}
      {"kind":"retrospective",\#(subject),"occurred_at":"2026-11-04T14:00:00Z","data":{"status":"held","held_at":"2026-11-04T14:00:00Z","action_items":[{"item":"Load-test searches","owner":"p-ana","due":"2026-11-18"},{"item":"Alert on time-outs"}]},"text":{"learnings":"Staging has too little data"}}
      {"kind":"checklist",\#(subject),"occurred_at":"2026-10-28T09:00:00Z","recorded":"2026-11-04T09:00:00Z","data":{"checklist":"one-week-before","item":"changelog","outcome":"done","performed_by":"p-dan"}}
      {"kind":"communication",\#(subject),"occurred_at":"2026-11-03T10:33:00Z","data":{"audience":"users","channel":"status-page","about":"incident-update","phase":"issue","incident":"INC-9"},"text":{"message":"Searches work again"},"erased":["message"]}
      {"kind":"communication",\#(subject),"occurred_at":"2026-11-03T11:00:00Z","data":{"audience":"users","channel":"carrier-pigeon","about":"apology"}}
      {"kind":"correction","occurred_at":"2026-11-03T11:10:00Z","data":{"record":26,"authority":"release manager"},"text":{"reason":"That was a joke"}}
      {"kind":"release","service":"deal-scout-api","version":"1.2.2","occurred_at":"2026-10-13T09:00:00Z","data":{"type":"regular","commit":"2222222222222222222222222222222222222222"}}
      {"kind":"release","service":"other","version":"1.2.3","occurred_at":"2026-10-13T09:00:00Z","data":{"type":"regular","commit":"\#(commit)"}}
      """#
    )
    return scenario
  }
}
