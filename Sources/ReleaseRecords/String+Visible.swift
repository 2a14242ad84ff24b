extension StringProtocol {
  /// The text without code points that leave no trace where it is shown (Unicode's `Default_Ignorable_Code_Point`).
  package var visible: String {
    guard !utf8.allSatisfy({ $0 < 0x80 }) else { return String(self) }
    let scalars = unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
    return String(String.UnicodeScalarView(scalars))
  }
}
