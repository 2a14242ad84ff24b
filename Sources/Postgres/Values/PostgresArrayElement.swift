/// A value that can stand in an array.
public protocol PostgresArrayElement {
  /// The type of the array's elements; ``PostgresEncodable/postgresType`` unless said.
  static var postgresElementType: PostgresType { get }
  /// The type of an array of these.
  static var postgresArrayType: PostgresType { get }
  static func encode(array: [Self], into bytes: inout EncodingBuffer)
  static func decode(array value: PostgresValue) throws -> [Self]
}

extension PostgresArrayElement where Self: PostgresEncodable {
  public static var postgresElementType: PostgresType { postgresType }
  public static var postgresArrayType: PostgresType { postgresElementType.array ?? .unspecified }

  public static func encode(array: [Self], into bytes: inout EncodingBuffer) {
    bytes.appendArrayHeader(of: postgresElementType, count: array.count, hasNull: array.contains { $0.isNull })
    for element in array {
      bytes.appendSized(isNull: element.isNull) { element.encode(into: &$0) }
    }
  }
}

extension PostgresArrayElement where Self: PostgresDecodable {
  public static func decode(array value: PostgresValue) throws -> [Self] {
    var reader = try ArrayReader(value)
    var elements: [Self] = []
    elements.reserveCapacity(reader.count)
    while let element = try reader.next() {
      do {
        elements.append(try Self(from: element))
      } catch let mismatch as ValueMismatch {
        throw ValueMismatch("element \(elements.count + 1): \(mismatch.reason)")
      }
    }
    return elements
  }
}
