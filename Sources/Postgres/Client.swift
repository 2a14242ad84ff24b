internal import CLibpq

/// Facts about the PostgreSQL client library this process runs with.
public enum Client {
  /// The version of libpq as `PQlibVersion` gives it: 150018 for 15.18.
  public static var libraryVersion: Int { Int(PQlibVersion()) }
}
