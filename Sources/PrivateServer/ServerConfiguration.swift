/// How the server is set up; rewritten to its folder at each start.
package struct ServerConfiguration: Sendable, Equatable {
  /// Whether a commit survives a crash of the machine; never false outside tests.
  package var durable: Bool
  package var port: Int
  /// Further settings by name, over the ones a private server has.
  package var settings: [String: String]
  /// The lines of `pg_hba.conf`.
  package var hostBasedAuthentication: [String]

  package init(
    durable: Bool = true,
    port: Int = 5432,
    settings: [String: String] = [:],
    hostBasedAuthentication: [String] = ["local all all trust"]
  ) {
    self.durable = durable
    self.port = port
    self.settings = settings
    self.hostBasedAuthentication = hostBasedAuthentication
  }

  func configurationFile(socketFolder: String) -> String {
    var all = [
      // Only the socket, whose folder is its user's alone, leads to the server: hence `trust`.
      "listen_addresses": "",
      "unix_socket_directories": socketFolder,
      "unix_socket_permissions": "0700",
      "port": String(port),
      "timezone": "UTC",
      "log_timezone": "UTC",
      "lc_messages": "C",
      "logging_collector": "off",
    ]
    if !durable {
      all["fsync"] = "off"
      all["full_page_writes"] = "off"
    }
    all.merge(settings) { _, given in given }
    return all.sorted { $0.key < $1.key }.map { "\($0.key) = \(quoted($0.value))\n" }.joined()
  }

  var authenticationFile: String {
    hostBasedAuthentication.map { $0 + "\n" }.joined()
  }

  private func quoted(_ value: String) -> String {
    var text = "'"
    for character in value.unicodeScalars {
      switch character {
      case "'": text += "''"
      case "\\": text += "\\\\"
      default: text.unicodeScalars.append(character)
      }
    }
    return text + "'"
  }
}
