extension Policy {
  /// The whole policy in plain English, as Markdown: what it rests on, and each control with its id.
  package var explanation: String {
    var lines = ["# \(title ?? name)", ""]
    if let description { lines += [description.trimmingNewlines, ""] }
    if !types.isEmpty {
      let words = types.sorted { $0.key < $1.key }.map { name, type in
        var text = "`\(name)`"
        if !type.aliases.isEmpty { text += " (also \(English.list(type.aliases.map { "`\($0)`" })))" }
        return type.bump.map { "\(text), which raises the \($0.rawValue) version" } ?? text
      }
      lines += ["Release types: " + words.joined(separator: "; ") + ".", ""]
    }
    lines += [settings, ""]
    for control in controls {
      lines += ["## \(control.id): \(control.title)", ""]
      if let description = control.description { lines += [description.trimmingNewlines, ""] }
      lines += [control.explanation, ""]
    }
    if !overrides.isEmpty {
      lines += ["## Overrides", ""]
      lines += overrides.map { override in
        let what = override.remove ? "is left out" : "is looser"
        return "- `\(override.control)` \(what): \(override.reason.trimmingNewlines) (\(override.approver))"
      }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }

  private var settings: String {
    var sentences = ["Days and times are those of \(zone)."]
    sentences.append(
      lateEvidence == .refused
        ? "Evidence that was recorded only after a deployment had begun does not count before it."
        : "Evidence counts by the time that it claims, even if it was recorded after a deployment had begun."
    )
    if !separation.approvers.isEmpty {
      sentences.append("A release is not approved by \(English.either(separation.approvers.map(English.party))).")
    }
    let granters = separation.waiverGranters.map(English.party)
    sentences.append("A waiver is not granted by \(English.either(["who asked for it"] + granters)).")
    if let atMost = waivers.atMost { sentences.append("A waiver counts for at most \(English.duration(atMost)).") }
    if !waivers.never.isEmpty { sentences.append("These are never waived: \(English.list(waivers.never)).") }
    return sentences.joined(separator: " ")
  }
}

extension String {
  var trimmingNewlines: String {
    var text = self
    while text.last?.isNewline ?? false { text.removeLast() }
    return text
  }
}
