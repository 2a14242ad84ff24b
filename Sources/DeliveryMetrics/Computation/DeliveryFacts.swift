/// What told of a failure first.
enum FailureSign: Int, Comparable, Sendable {
  case incident, rollback, hotfix

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// A deployment, with what it meant to users.
struct DeploymentFact: Sendable {
  enum Role: Sendable {
    case change
    /// It carries out a rollback.
    case restoring
    /// It did not succeed.
    case ended
  }

  var deployment: EndedDeployment
  var role: Role
  /// It was made because of an incident, or is a hotfix, or carries out a rollback.
  var isUnplanned = false
  var isHotfix = false
  var failure: Failure?

  struct Failure: Sendable {
    var sign: FailureSign
    /// Nothing that tells of it names the deployment.
    var isInferred: Bool
    var hadIncident: Bool
    var wasRolledBack: Bool
    /// When users were well again.
    var restored: Int64?
  }

  var reachedUsers: Bool { role == .change || role == .ended && failure != nil }
}

/// The deployment that an incident or a rollback is laid to.
struct Cause: Sendable {
  var deployment: Int32
  /// Its version; nil where none is on record.
  var version: Int32?
  var isInferred: Bool
}

/// The facts of a stretch of time: deployments by when they finished, incidents and rollbacks by when they started.
struct DeliveryFacts: Sendable {
  /// By service, and of each in the order in which they finished.
  var deployments: [DeploymentFact] = []
  var incidents: [(incident: ToldIncident, cause: Cause?)] = []
  var rollbacks: [(rollback: ToldRollback, cause: Cause?)] = []
}
