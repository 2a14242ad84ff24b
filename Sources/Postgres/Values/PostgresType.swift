/// A type of the database, by its object identifier.
public struct PostgresType: RawRepresentable, Hashable, Sendable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Left to the server to find out, as for a quoted literal.
  public static let unspecified = PostgresType(rawValue: 0)
  public static let bool = PostgresType(rawValue: 16)
  public static let bytea = PostgresType(rawValue: 17)
  public static let char = PostgresType(rawValue: 18)
  public static let name = PostgresType(rawValue: 19)
  public static let int8 = PostgresType(rawValue: 20)
  public static let int2 = PostgresType(rawValue: 21)
  public static let int4 = PostgresType(rawValue: 23)
  public static let text = PostgresType(rawValue: 25)
  public static let oid = PostgresType(rawValue: 26)
  public static let json = PostgresType(rawValue: 114)
  public static let xml = PostgresType(rawValue: 142)
  public static let float4 = PostgresType(rawValue: 700)
  public static let float8 = PostgresType(rawValue: 701)
  public static let unknown = PostgresType(rawValue: 705)
  public static let bpchar = PostgresType(rawValue: 1042)
  public static let varchar = PostgresType(rawValue: 1043)
  public static let date = PostgresType(rawValue: 1082)
  public static let time = PostgresType(rawValue: 1083)
  public static let timestamp = PostgresType(rawValue: 1114)
  public static let timestamptz = PostgresType(rawValue: 1184)
  public static let interval = PostgresType(rawValue: 1186)
  public static let numeric = PostgresType(rawValue: 1700)
  public static let void = PostgresType(rawValue: 2278)
  public static let uuid = PostgresType(rawValue: 2950)
  public static let jsonb = PostgresType(rawValue: 3802)

  /// The first identifier that a database may give to a type of its own.
  static let firstUserDefined: UInt32 = 16384

  var isUserDefined: Bool { rawValue >= Self.firstUserDefined }

  /// The array type whose elements have this type, where this module knows it.
  public var array: PostgresType? {
    Self.known.first { $0.type == self }?.array.map { PostgresType(rawValue: $0) }
  }

  private static let known: [(type: PostgresType, name: String, array: UInt32?)] = [
    (.bool, "boolean", 1000), (.bytea, "bytea", 1001), (.char, "\"char\"", 1002), (.name, "name", 1003),
    (.int8, "bigint", 1016), (.int2, "smallint", 1005), (.int4, "integer", 1007), (.text, "text", 1009),
    (.oid, "oid", 1028), (.json, "json", 199), (.xml, "xml", 143), (.float4, "real", 1021),
    (.float8, "double precision", 1022), (.unknown, "unknown", nil), (.bpchar, "character", 1014),
    (.varchar, "character varying", 1015), (.date, "date", 1182), (.time, "time", 1183),
    (.timestamp, "timestamp without time zone", 1115), (.timestamptz, "timestamp with time zone", 1185),
    (.interval, "interval", 1187), (.numeric, "numeric", 1231), (.void, "void", nil), (.uuid, "uuid", 2951),
    (.jsonb, "jsonb", 3807),
  ]
}

extension PostgresType: CustomStringConvertible {
  /// The name the server uses for it, or its identifier for a type this module does not know.
  public var description: String {
    for (type, name, array) in Self.known {
      if type == self { return name }
      if array == rawValue { return name + "[]" }
    }
    return self == .unspecified ? "unspecified" : "type \(rawValue)"
  }
}
