import Foundation
import Glibc
import Synchronization

/// A network that can be cut: passes TCP connections on to a server, until it is told to drop or to swallow.
final class FragileProxy: Sendable {
  enum Weather: Sendable {
    case fair
    /// Nothing passes any more, and nobody is told: the connections stay open.
    case silent
  }

  let port: Int
  private let listener: Int32
  private let state = Mutex(State())

  private struct State {
    var weather = Weather.fair
    var descriptors: [Int32] = []
    var isClosed = false
  }

  init(to serverPort: Int) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = Self.address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = listener
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0 && listen(descriptor, 16) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { self.accept(for: serverPort) }
  }

  private static func address(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }

  func swallow() { state.withLock { $0.weather = .silent } }

  /// Ends all connections, each in the middle of what it was doing, and takes no new one.
  func close() {
    shutdown(listener, Int32(SHUT_RDWR))
    state.withLock { state in
      state.isClosed = true
      for descriptor in state.descriptors { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }
  }

  private func accept(for serverPort: Int) {
    while true {
      let client = Glibc.accept(listener, nil, nil)
      guard client >= 0 else { break }
      let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = Self.address(port: serverPort)
      let isConnected = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
      guard isConnected, keep(client, server) else {
        _ = Glibc.close(client)
        _ = Glibc.close(server)
        continue
      }
      Thread.detachNewThread { self.pass(from: client, to: server) }
      Thread.detachNewThread { self.pass(from: server, to: client) }
    }
    _ = Glibc.close(listener)
  }

  private func keep(_ descriptors: Int32...) -> Bool {
    state.withLock { state in
      state.descriptors += descriptors
      return !state.isClosed
    }
  }

  private func pass(from source: Int32, to target: Int32) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(source, &buffer, buffer.count)
      guard count > 0 else { break }
      if state.withLock({ $0.weather == .silent }) { continue }
      guard send(target, buffer, count, Int32(MSG_NOSIGNAL)) == count else { break }
    }
    shutdown(target, Int32(SHUT_RDWR))
    shutdown(source, Int32(SHUT_RDWR))
  }
}
