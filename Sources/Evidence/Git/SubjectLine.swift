/// What a commit's subject says by the conventions of the field.
enum SubjectLine {
  /// The pull request that a commit brought in: GitHub's "Merge pull request #12 from …" and "… (#12)".
  static func pullRequest(in subject: String) -> String? {
    let merge = "Merge pull request #"
    if subject.hasPrefix(merge) {
      let digits = subject.dropFirst(merge.count).prefix(while: isDigit)
      return digits.isEmpty ? nil : String(digits)
    }
    guard subject.hasSuffix(")"), let open = subject.lastIndex(of: "(") else { return nil }
    let inside = subject[subject.index(after: open)...].dropLast()
    guard inside.first == "#", inside.count > 1, inside.dropFirst().allSatisfy(isDigit) else { return nil }
    return String(inside.dropFirst())
  }

  /// The kind of change by Conventional Commits 1.0.0: `feat(parser)!: …` is a feature that breaks.
  static func convention(in subject: String) -> (category: String?, isBreaking: Bool) {
    guard let colon = subject.firstIndex(of: ":"), subject[colon...].dropFirst().first == " " else {
      return (nil, false)
    }
    var head = subject[..<colon]
    let isBreaking = head.last == "!"
    if isBreaking { head.removeLast() }
    let type = head.prefix(while: { $0.isASCII && $0.isLetter })
    let scope = head.dropFirst(type.count)
    guard !type.isEmpty, scope.isEmpty || (scope.first == "(" && scope.last == ")" && scope.count > 2) else {
      return (nil, false)
    }
    let category: String? =
      switch type.lowercased() {
      case "feat": "feature"
      case "fix": "fix"
      case "perf", "refactor": "improvement"
      default: nil
      }
    return (isBreaking ? "breaking" : category, isBreaking)
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }
}
