/// An incident, from all its records.
struct ToldIncident: Sendable {
  var service: Int32
  var incident: Int32
  var sequence: Int64
  var severity: String
  /// The deployment that it last named as its cause, and its version, where it is on record.
  var causedBy: Int32?
  var causedByVersion: Int32?
  var fixedBy: [Int32]
  var started: Int64
  /// Whether a record states when it started.
  var statesStart: Bool
  /// Whether `started` is when it started: stated, or told of while it lasted. Else only its end is on record.
  var startIsKnown: Bool
  var detected: Int64
  var resolved: Int64?
  /// When a deployment that it names as its fix first succeeded, where it was never declared resolved.
  var fixed: Int64?
  var impactPercent: Double?
  /// When it was last told of.
  var last: Int64

  var finished: Int64? { resolved ?? fixed }
}

/// A rollback, from all its records.
struct ToldRollback: Sendable {
  var service: Int32
  var rollback: Int32
  var sequence: Int64
  /// The deployment that it undoes and its version, where it is on record.
  var undone: Int32?
  var undoneVersion: Int32?
  var restoring: Int32?
  var from: Int32
  var to: Int32
  var succeeded: Bool
  var failed: Bool
  var detected: Int64?
  var started: Int64
  /// Whether it was told of, detected or decided before it was over. Else only its end is on record.
  var startIsKnown: Bool
  var finished: Int64?
  var last: Int64
}

/// What was told beside the deployments.
struct ToldEvents: Sendable {
  var incidents: [ToldIncident] = []
  var rollbacks: [ToldRollback] = []
  /// The hotfixes among the versions that were deployed, each with the version that it mends, if its release names one.
  var hotfixes: [Int32: Int32?] = [:]
  /// The versions with the label asked for; `nil` where none is.
  var labelled: Set<Int32>?
}
