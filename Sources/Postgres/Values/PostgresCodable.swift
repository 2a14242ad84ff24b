/// A value that can be bound and read.
public typealias PostgresCodable = PostgresDecodable & PostgresEncodable
