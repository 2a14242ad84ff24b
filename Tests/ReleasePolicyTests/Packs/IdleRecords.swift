/// The records of the walks that change no finding when they are missing or late, each with the reason. A record that
/// is not named here has to change one, and one that is named has to change none.
enum IdleRecords {
  /// Of the release before, only when it was deployed matters; where its type is not known, any release will do.
  private static func before(_ type: String, _ version: String) -> String { "release \(type) \(version)" }
  /// They forbid what did not happen in them.
  private static let freeze = "window freeze"
  private static let blackout = "window blackout"

  static let removed: [String: [String]] = [
    "sarvanom-feature-release": [before("feature", "2.3.0")],
    "sarvanom-major-release": [before("major", "2.0.0")],
    "octoacme-minor-release": [freeze, blackout],
    "octoacme-major-release": [freeze],
    "dealscout-regular-release": [before("regular", "1.2.0")],
    "involution-major-release": [before("major", "1.0.0")],
  ]

  /// It says itself which time it is about, and the process sets no time by which it is to be recorded.
  private static func observation(_ metric: String) -> String { "observation \(metric)" }
  /// The process sets no time to acknowledge an incident.
  private static let acknowledged = "incident acknowledged"

  static let delayed: [String: [String]] = [
    "atlas-hotfix": [acknowledged],
    "sarvanom-feature-release": [before("feature", "2.3.0")],
    "sarvanom-hotfix": [observation("error_rate"), observation("response_time")],
    "sarvanom-major-release": [before("major", "2.0.0")],
    "octoacme-minor-release": [freeze, blackout],
    "octoacme-major-release": [freeze],
    "octoacme-patch": [observation("error_rate"), observation("response_time")],
    "dealscout-regular-release": [before("regular", "1.2.0")],
    "dealscout-emergency-release": [observation("response_time_p95")],
    "involution-accuracy-fix": [observation("error_rate"), observation("response_time"), observation("health")],
    "involution-major-release": [before("major", "1.0.0")],
  ]
}
