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

  public init?(_ text: String) {
    guard Self.isValid(text) else { return nil }
    self.text = text
  }

  public var major: String { String(core[0]) }
  public var minor: String { String(core[1]) }
  public var patch: String { String(core[2]) }

  /// The dot-separated identifiers after `-`; empty for a release proper.
  public var prerelease: [String] {
    let precedence = text.prefix { $0 != "+" }
    guard let dash = precedence.firstIndex(of: "-") else { return [] }
    return precedence[precedence.index(after: dash)...].split(separator: ".").map(String.init)
  }

  /// The dot-separated identifiers after `+`.
  public var build: [String] {
    guard let plus = text.firstIndex(of: "+") else { return [] }
    return text[text.index(after: plus)...].split(separator: ".").map(String.init)
  }

  public var isPrerelease: Bool {
    text.utf8.first { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") } == UInt8(ascii: "-")
  }

  private var core: [Substring] {
    let numbers = text.utf8.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }
    return numbers.split(separator: UInt8(ascii: ".")).map { Substring($0) }
  }

  /// Whether this version comes before `other` in the order of SemVer §11.
  public func precedes(_ other: SemanticVersion) -> Bool {
    for (mine, theirs) in zip(core, other.core) where mine != theirs {
      return Self.numberPrecedes(mine, theirs)
    }
    guard isPrerelease || other.isPrerelease else { return false }
    let (prerelease, others) = (self.prerelease, other.prerelease)
    if prerelease.isEmpty || others.isEmpty {
      return !prerelease.isEmpty && others.isEmpty
    }
    for (mine, theirs) in zip(prerelease, others) where mine != theirs {
      switch (Self.isNumber(mine), Self.isNumber(theirs)) {
      case (true, true): return Self.numberPrecedes(mine, theirs)
      case (true, false): return true
      case (false, true): return false
      case (false, false): return mine.utf8.lexicographicallyPrecedes(theirs.utf8)
      }
    }
    return prerelease.count < others.count
  }

  /// Compares decimal numbers without leading zeros: the longer is the greater.
  private static func numberPrecedes(_ a: some StringProtocol, _ b: some StringProtocol) -> Bool {
    let (x, y) = (a.utf8.count, b.utf8.count)
    return x == y ? a.utf8.lexicographicallyPrecedes(b.utf8) : x < y
  }

  private static func isNumber(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
  }
}

extension SemanticVersion {
  /// Whether a text follows the grammar, in one pass over its bytes.
  private static func isValid(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var position = 0
      for component in 0..<3 {
        if component > 0 {
          guard position < bytes.count, bytes[position] == UInt8(ascii: ".") else { return false }
          position += 1
        }
        let start = position
        while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
        guard position > start, position == start + 1 || bytes[start] != UInt8(ascii: "0") else { return false }
      }
      if position < bytes.count, bytes[position] == UInt8(ascii: "-") {
        guard skipIdentifiers(bytes, &position, leadingZeroAllowed: false) else { return false }
      }
      if position < bytes.count, bytes[position] == UInt8(ascii: "+") {
        guard skipIdentifiers(bytes, &position, leadingZeroAllowed: true) else { return false }
      }
      return position == bytes.count
    }
  }

  /// Goes over a hyphen or plus and the identifiers after it.
  private static func skipIdentifiers(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ position: inout Int,
    leadingZeroAllowed: Bool
  ) -> Bool {
    repeat {
      position += 1
      let start = position
      var isNumber = true
      while position < bytes.count, isIdentifierByte(bytes[position]) {
        if bytes[position] &- UInt8(ascii: "0") >= 10 { isNumber = false }
        position += 1
      }
      let length = position - start
      if length == 0 { return false }
      if isNumber, !leadingZeroAllowed, length > 1, bytes[start] == UInt8(ascii: "0") { return false }
    } while position < bytes.count && bytes[position] == UInt8(ascii: ".")
    return true
  }

  private static func isIdentifierByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension SemanticVersion: CustomStringConvertible {
  public var description: String { text }
}
