/// How a piece of text is set in a terminal that has colours.
enum TextStyle {
  case plain
  case title
  case heading
  case faint
  case good
  case caution
  case bad

  init(_ tone: Report.Tone?) {
    switch tone {
    case .good: self = .good
    case .caution: self = .caution
    case .bad: self = .bad
    case .neutral, nil: self = .plain
    }
  }

  /// The parameters of the SGR control sequence (ECMA-48 §8.3.117).
  var parameters: String? {
    switch self {
    case .plain: nil
    case .title: "1;4"
    case .heading: "1"
    case .faint: "2"
    case .good: "32"
    case .caution: "33"
    case .bad: "1;31"
    }
  }
}
