extension SQL: ExpressibleByStringInterpolation {
  public init(stringLiteral value: String) {
    var parameters = Parameters()
    parameters.check(text: value)
    self.init(pieces: [value], parameters: parameters)
  }

  public init(stringInterpolation: StringInterpolation) {
    self.init(pieces: stringInterpolation.pieces, parameters: stringInterpolation.parameters)
  }

  /// Collects a statement's text and its parameters.
  public struct StringInterpolation: StringInterpolationProtocol {
    var pieces = [""]
    var parameters = Parameters()

    public init(literalCapacity: Int, interpolationCount: Int) {
      pieces.reserveCapacity(interpolationCount + 1)
    }

    public mutating func appendLiteral(_ literal: String) {
      parameters.check(text: literal)
      pieces[pieces.count - 1] += literal
    }

    /// Binds `value` as the next parameter.
    public mutating func appendInterpolation(_ value: some PostgresEncodable) {
      parameters.append(value)
      pieces.append("")
    }

    /// Binds `value`, or null, as the next parameter.
    public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
      parameters.append(value)
      pieces.append("")
    }

    /// Puts another statement, or part of one, in this place together with its values.
    public mutating func appendInterpolation(_ fragment: SQL) {
      if fragment.pieces.count != fragment.parameters.count + 1 {
        parameters.refuse(.misuse("a statement from a file has its own $1, and cannot be part of another"))
      }
      pieces[pieces.count - 1] += fragment.pieces[0]
      pieces += fragment.pieces.dropFirst()
      parameters.append(fragment.parameters)
    }

    /// Puts `name` in this place, quoted, so that it is one name whatever it holds.
    public mutating func appendInterpolation(identifier name: String) {
      appendLiteral(SQL.quoted(identifier: name))
    }
  }

  /// `"name"`, with each quote doubled.
  ///
  /// A NUL, which no name can hold, becomes U+FFFD: what follows it must not be cut off.
  static func quoted(identifier name: String) -> String {
    var quoted = "\""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\"\""
      case "\0": quoted += "\u{FFFD}"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
