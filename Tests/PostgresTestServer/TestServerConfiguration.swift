internal import PrivateServer

/// What a test's own server is to be like.
package struct TestServerConfiguration: Sendable {
  /// How the server is reached over TCP on 127.0.0.1; the socket always stays, without a password.
  package struct TCP: Sendable {
    /// The password of `postgres`, asked for with SCRAM; `nil` asks for none.
    package var password: String?
    /// Whether only TLS connections are let in.
    package var tls: Bool

    package init(password: String? = nil, tls: Bool = false) {
      self.password = password
      self.tls = tls
    }
  }

  /// Whether commits survive a crash of the machine; those of a killed server do anyway.
  package var durable: Bool
  package var tcp: TCP?
  package var settings: [String: String]

  package init(durable: Bool = false, tcp: TCP? = nil, settings: [String: String] = [:]) {
    self.durable = durable
    self.tcp = tcp
    self.settings = settings
  }

  func serverConfiguration(port: Int, certificateFolder: String?) -> ServerConfiguration {
    var all = [
      "max_connections": "600",
      "shared_buffers": "64MB",
      // In the data folder, where a killed server leaves nothing outside.
      "dynamic_shared_memory_type": "mmap",
    ]
    var authentication = ["local all all trust", "local replication all trust"]
    if let tcp {
      all["listen_addresses"] = "127.0.0.1"
      let type = tcp.tls ? "hostssl" : "host"
      authentication.append("\(type) all all 127.0.0.1/32 \(tcp.password == nil ? "trust" : "scram-sha-256")")
    }
    if let certificateFolder {
      all["ssl"] = "on"
      all["ssl_cert_file"] = certificateFolder + "/server.crt"
      all["ssl_key_file"] = certificateFolder + "/server.key"
    }
    all.merge(settings) { _, given in given }
    return ServerConfiguration(
      durable: durable,
      port: port,
      settings: all,
      hostBasedAuthentication: authentication
    )
  }
}
