/// Text as a string of CSS (CSS Syntax Level 3 §4.3.5) that neither ends it early nor the `style` element around it.
enum CSSString {
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in VisibleText.line(text).unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", " ", ".", ",", "-", "/", "+", "=", ":", "_":
        result.unicodeScalars.append(scalar)
      case _ where scalar.value >= 0xA0: result.unicodeScalars.append(scalar)
      default: result += "\\\(String(scalar.value, radix: 16)) "
      }
    }
    return result + "\""
  }
}
