/// A statement and the values bound to it.
///
/// ```swift
/// let rows = try await connection.query("select id from service where name = \(name)")
/// ```
/// What is interpolated is bound as `$1`, `$2`, … and never becomes part of the statement's text. Only another `SQL`
/// and a quoted name (`\(identifier:)`) do.
public struct SQL: Sendable {
  /// The text between the parameters: one more than there are of them.
  private(set) var pieces: [String]
  private(set) var parameters: Parameters

  /// A statement whose text is kept apart, in a file, with `parameters` bound to its `$1`, `$2`, ….
  ///
  /// - Important: never for a text that was put together from input.
  public init<each Value: PostgresEncodable>(file text: String, _ values: repeat each Value) {
    pieces = [text]
    parameters = Parameters()
    parameters.check(text: text)
    repeat parameters.append(each values)
  }

  init(pieces: [String], parameters: Parameters) {
    self.pieces = pieces
    self.parameters = parameters
  }

  /// The text as the server gets it.
  public var text: String {
    guard pieces.count > 1 else { return pieces[0] }
    var text = pieces[0]
    for (index, piece) in pieces.dropFirst().enumerated() { text += "$\(index + 1)\(piece)" }
    return text
  }
}

extension SQL: CustomStringConvertible {
  /// Without the values, which may not be meant for everyone's eyes.
  public var description: String { text }
}
