/// A value that can be bound and read, alone and as the element of an array.
public typealias PostgresCodable = PostgresArrayElement & PostgresDecodable & PostgresEncodable
