/// A version as Semantic Versioning 2.0.0 defines it (https://semver.org), with its precedence.
///
///     let version = SemanticVersion("1.2.0-rc.1+build.7")   // nil where the text is not a SemVer
///
/// Numbers are kept as their decimal digits, so components may be longer than 64 bits. A leading `v` is no part of
/// a version: strip it from a tag first. `==` compares the whole text; use `precedes(_:)` for the order, in which
/// build metadata counts for nothing.
public struct SemanticVersion: Hashable, Sendable {
  /// The version as it was written.
  public let text: String
  public let major: String
  public let minor: String
  public let patch: String
  /// The dot-separated identifiers after `-`; empty for a release proper.
  public let prerelease: [String]
  /// The dot-separated identifiers after `+`.
  public let build: [String]

  public var isPrerelease: Bool { !prerelease.isEmpty }

  public init?(_ text: String) {
    var rest = Substring(text)
    var build: [String] = []
    if let plus = rest.firstIndex(of: "+") {
      guard let identifiers = Self.identifiers(rest[rest.index(after: plus)...], leadingZeroAllowed: true) else {
        return nil
      }
      build = identifiers
      rest = rest[..<plus]
    }
    var prerelease: [String] = []
    if let dash = rest.firstIndex(of: "-") {
      guard let identifiers = Self.identifiers(rest[rest.index(after: dash)...], leadingZeroAllowed: false) else {
        return nil
      }
      prerelease = identifiers
      rest = rest[..<dash]
    }
    let core = rest.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard core.count == 3, core.allSatisfy({ Self.isNumber($0) && !Self.hasLeadingZero($0) }) else { return nil }
    self.text = text
    (major, minor, patch) = (core[0], core[1], core[2])
    self.prerelease = prerelease
    self.build = build
  }

  /// Whether this version comes before `other` in the order of SemVer §11.
  public func precedes(_ other: SemanticVersion) -> Bool {
    for (mine, theirs) in [(major, other.major), (minor, other.minor), (patch, other.patch)] where mine != theirs {
      return Self.numberPrecedes(mine, theirs)
    }
    if prerelease.isEmpty || other.prerelease.isEmpty {
      return !prerelease.isEmpty && other.prerelease.isEmpty
    }
    for (mine, theirs) in zip(prerelease, other.prerelease) where mine != theirs {
      switch (Self.isNumber(mine), Self.isNumber(theirs)) {
      case (true, true): return Self.numberPrecedes(mine, theirs)
      case (true, false): return true
      case (false, true): return false
      case (false, false): return mine.utf8.lexicographicallyPrecedes(theirs.utf8)
      }
    }
    return prerelease.count < other.prerelease.count
  }

  private static func identifiers(_ text: Substring, leadingZeroAllowed: Bool) -> [String]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let valid = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy(isIdentifierByte)
        && (leadingZeroAllowed || !isNumber(part) || !hasLeadingZero(part))
    }
    return valid ? parts : nil
  }

  private static func isIdentifierByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static func hasLeadingZero(_ digits: String) -> Bool {
    digits.utf8.count > 1 && digits.utf8.first == UInt8(ascii: "0")
  }

  /// Compares decimal numbers without leading zeros: the longer is the greater.
  private static func numberPrecedes(_ a: String, _ b: String) -> Bool {
    let (x, y) = (a.utf8.count, b.utf8.count)
    return x == y ? a.utf8.lexicographicallyPrecedes(b.utf8) : x < y
  }
}

extension SemanticVersion: CustomStringConvertible {
  public var description: String { text }
}
