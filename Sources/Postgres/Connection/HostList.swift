/// The hosts of a configuration, in the order they are tried.
struct HostList {
  private var hosts: [String]?
  private var addresses: [String]?
  private var ports: [String]?

  init(_ keywords: [String: String]) {
    hosts = Self.split(keywords["host"])
    addresses = Self.split(keywords["hostaddr"])
    ports = Self.split(keywords["port"])
  }

  private static func split(_ list: String?) -> [String]? {
    list?.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  var count: Int { addresses?.count ?? hosts?.count ?? 1 }

  func write(into keywords: inout [String: String]) {
    keywords["host"] = hosts?.joined(separator: ",")
    keywords["hostaddr"] = addresses?.joined(separator: ",")
    keywords["port"] = ports?.joined(separator: ",")
  }

  /// Takes away the hosts up to the one that `host` and `port` name. Returns false when none is left.
  mutating func dropThrough(host: String, port: String) -> Bool {
    let names = addresses ?? hosts ?? []
    let found = names.indices.first { index in
      (names[index] == host || hosts?[index] == host) && (portOf(index) == nil || portOf(index) == port)
    }
    let dropped = (found ?? 0) + 1
    guard dropped < count else { return false }
    if let ports, ports.count == count { self.ports = Array(ports.dropFirst(dropped)) }
    hosts = hosts.map { Array($0.dropFirst(dropped)) }
    addresses = addresses.map { Array($0.dropFirst(dropped)) }
    return true
  }

  private func portOf(_ index: Int) -> String? {
    guard let ports, !ports.isEmpty else { return nil }
    let port = ports.count == 1 ? ports[0] : ports[index]
    return port.isEmpty ? nil : port
  }
}
