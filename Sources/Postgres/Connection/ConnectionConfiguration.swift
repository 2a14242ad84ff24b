internal import Glibc

/// How to reach and use a database.
///
/// ```swift
/// let configuration = try ConnectionConfiguration(
///   "postgresql://ledger@db1,db2/releases?target_session_attrs=read-write&sslmode=verify-full")
/// ```
/// Everything libpq knows may be given: several hosts, TLS, `passfile`, `service`, and the environment's `PG…`
/// variables stand in for what is not.
public struct ConnectionConfiguration: Sendable {
  /// libpq's keywords, without those left to their defaults.
  var keywords: [String: String]

  /// The time a host gets to take the connection in, before the next is tried.
  public var connectTimeout: Duration = .seconds(10)

  /// The time a statement gets before the server stops it; nil for none.
  public var statementTimeout: Duration?

  /// Settings of the session, such as `DateStyle`, which go before those of the login, the database and the server.
  public var sessionSettings: [String: String] = [:]

  /// The time a server gets to answer a cancellation, and to keep ``statementTimeout`` by itself, before the connection
  /// to it is given up.
  public var grace: Duration = .seconds(10)

  /// The number of statements a connection keeps prepared; the one used longest ago goes first.
  public var preparedStatementLimit = 256

  /// Takes what the server remarks beside its answers. Called on the connection's thread: it must not block.
  public var noticeHandler: (@Sendable (ServerError) -> Void)?

  /// Reads a URL (`postgresql://…`) or keywords (`host=… dbname=…`).
  ///
  /// - Throws: ``PostgresError/configuration(_:)``, which never repeats a password.
  public init(_ connectionString: String) throws(PostgresError) {
    keywords = try ConnectionString.parse(connectionString)
    try takeConnectTimeout()
  }

  /// Takes libpq's keywords: `["host": "db1,db2", "dbname": "releases"]`.
  public init(keywords: [String: String]) throws(PostgresError) {
    let known = ConnectionString.knownKeywords()
    for name in keywords.keys.sorted() where !known.contains(name) {
      throw .configuration("there is no setting \"\(name)\"")
    }
    self.keywords = keywords
    try takeConnectTimeout()
  }

  private mutating func takeConnectTimeout() throws(PostgresError) {
    guard let text = keywords.removeValue(forKey: "connect_timeout") else { return }
    guard let seconds = Int(text), seconds >= 0 else {
      throw .configuration("connect_timeout is a number of seconds, not \"\(text)\"")
    }
    connectTimeout = seconds == 0 ? .seconds(3600) : .seconds(max(2, seconds))
  }

  /// One of libpq's settings, as text; nil takes it away. A password cannot be read back.
  public subscript(_ keyword: String) -> String? {
    get { ConnectionString.isSecret(keyword) ? nil : keywords[keyword] }
    set { keywords[keyword] = newValue }
  }
}

extension ConnectionConfiguration: CustomStringConvertible, CustomReflectable {
  /// All settings without the secret ones.
  public var description: String {
    keywords.keys.sorted().filter { !ConnectionString.isSecret($0) }
      .map { "\($0)=\(keywords[$0] ?? "")" }.joined(separator: " ")
  }

  /// So that a dump shows no password either.
  public var customMirror: Mirror { Mirror(self, children: ["settings": description]) }
}

extension ConnectionConfiguration {
  /// What is handed to libpq, given the `hosts` still to be tried.
  func connectionKeywords(_ hosts: HostList) -> [(name: String, value: String)] {
    var settings = keywords
    hosts.write(into: &settings)
    settings["client_encoding"] = "UTF8"
    for (name, value) in Self.defaults where settings[name] == nil { settings[name] = value }
    var options = sessionSettings
    if let statementTimeout { options["statement_timeout"] = "\(max(1, statementTimeout.milliseconds))" }
    if !options.isEmpty {
      // Given here, libpq would not look for them in the environment any more.
      let given = settings["options"] ?? getenv("PGOPTIONS").map { String(cString: $0) } ?? ""
      settings["options"] = options.sorted { $0.key < $1.key }.reduce(given) { text, option in
        text + " -c \(option.key)=\(Self.escaped(option.value))"
      }
    }
    return settings.map { (name: $0.key, value: $0.value) }
  }

  /// A value as libpq's `options` take it: a backslash before each space and backslash.
  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing(" ", with: "\\ ")
  }

  /// A peer that has gone without a word is noticed within a minute.
  private static let defaults = [
    "keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3", "tcp_user_timeout": "60000",
  ]

  /// `text` with every secret in it blotted out.
  func redacted(_ text: String) -> String {
    var text = text
    for (name, value) in keywords where ConnectionString.isSecret(name) && !value.isEmpty {
      text = text.replacing(value, with: "***")
    }
    return text
  }
}

extension Duration {
  var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1000 + attoseconds / 1_000_000_000_000_000
  }
}
