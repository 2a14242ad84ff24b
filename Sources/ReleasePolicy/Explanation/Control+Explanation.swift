extension Control {
  /// What the control is about, when it is due, and what it asks for, in plain English.
  package var explanation: String {
    [due, applies.explanation, requirement.explanation].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private var due: String {
    switch phase {
    case .before: "Before the deployment begins."
    case .after: "Once the deployment has begun."
    case .period: "For each period."
    }
  }
}

extension Applicability {
  /// Where it applies; empty where it applies everywhere.
  var explanation: String {
    var parts: [String] = []
    if !types.isEmpty { parts.append("releases of the type \(English.either(types))") }
    if !environments.isEmpty { parts.append("deployments to \(English.either(environments))") }
    if !channels.isEmpty { parts.append("the channel \(English.either(channels))") }
    if !services.isEmpty { parts.append("the service \(English.either(services))") }
    if !strategies.isEmpty { parts.append("the strategy \(English.either(strategies))") }
    if !labels.any.isEmpty { parts.append("the label \(English.either(labels.any))") }
    if !labels.all.isEmpty { parts.append("the labels \(English.list(labels.all)) together") }
    if !labels.none.isEmpty { parts.append("releases without the label \(English.either(labels.none))") }
    switch prereleases {
    case .included: break
    case .excluded: parts.append("versions that are no pre-release")
    case .only: parts.append("pre-releases")
    }
    var text = parts.isEmpty ? "" : "For \(English.list(parts))"
    if let when { text += (text.isEmpty ? "Where" : ", where") + " \(English.event(when)) has happened" }
    if let unless { text += (text.isEmpty ? "Unless" : ", unless") + " \(English.event(unless)) has happened" }
    return text.isEmpty ? "" : text + "."
  }
}
