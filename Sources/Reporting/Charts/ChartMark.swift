/// The outlines of marks.
enum ChartMark {
  case circle
  case square
  case triangle
  case cross
  case backward

  func path(x: Double, y: Double) -> String {
    func point(_ dx: Double, _ dy: Double) -> String { "\(Coordinate.text(x + dx)) \(Coordinate.text(y + dy))" }
    switch self {
    case .circle: return "M\(point(-4, 0))a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"
    case .square: return "M\(point(-3.5, -3.5))h7v7h-7z"
    case .triangle: return "M\(point(0, -4.8))L\(point(4.6, 3.6))L\(point(-4.6, 3.6))z"
    case .cross: return "M\(point(-4, -4))L\(point(4, 4))M\(point(4, -4))L\(point(-4, 4))"
    case .backward: return "M\(point(-5, 0))L\(point(4, -5))L\(point(4, 5))z"
    }
  }
}
