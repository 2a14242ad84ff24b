/// Fills that differ without colour; every chart of a page shares them.
enum ChartPatterns {
  static let markup: Markup = {
    var markup = Markup()
    markup.element("svg", ["class": "patterns", "width": "0", "height": "0", "aria-hidden": "true"]) { svg in
      svg.element("defs") { definitions in
        pattern("fill-bad", turned: "rotate(45)", in: &definitions) {
          $0.shape("rect", ["width": "6", "height": "6", "class": "ground"])
          $0.shape("rect", ["width": "2.5", "height": "6", "class": "bad"])
        }
        pattern("fill-caution", turned: nil, in: &definitions) {
          $0.shape("rect", ["width": "6", "height": "6", "class": "ground"])
          $0.shape("circle", ["cx": "3", "cy": "3", "r": "1.6", "class": "caution"])
        }
        pattern("fill-unknown", turned: "rotate(-45)", in: &definitions) {
          $0.shape("rect", ["width": "0.8", "height": "6", "class": "faint"])
        }
      }
    }
    return markup
  }()

  private static func pattern(
    _ id: String,
    turned: String?,
    in markup: inout Markup,
    _ content: (inout Markup) -> Void
  ) {
    markup.element(
      "pattern",
      [
        "id": id, "width": "6", "height": "6", "patternUnits": "userSpaceOnUse", "patternTransform": turned,
      ],
      content
    )
  }

  /// The class and the fill of an area of a tone.
  static func fill(_ tone: Report.Tone) -> (style: String, fill: String?) {
    switch tone {
    case .good: ("area good", nil)
    case .neutral: ("area neutral", nil)
    case .caution: ("area caution-edge", "url(#fill-caution)")
    case .bad: ("area bad-edge", "url(#fill-bad)")
    }
  }
}
