/// The program's version (SemVer 2.0.0).
enum Version {
  static let text = "0.1.0"
}
