import Foundation
import Glibc
import Synchronization

/// A network that can break: passes TCP connections on to a server, until it is told to drop or to swallow.
final class FragileProxy: Sendable {
  /// The two ends of a connection, closed when nobody passes anything between them any more.
  private final class Link: Sendable {
    let client: Int32
    let server: Int32

    init(client: Int32, server: Int32) {
      self.client = client
      self.server = server
    }

    deinit {
      _ = Glibc.close(client)
      _ = Glibc.close(server)
    }

    func cut() {
      shutdown(client, Int32(SHUT_RDWR))
      shutdown(server, Int32(SHUT_RDWR))
    }
  }

  private struct State {
    var isSilent = false
    var isClosed = false
    var links: [Link] = []
  }

  let port: Int
  private let listener: ListeningSocket
  private let state = Mutex(State())

  init(to serverPort: Int) throws {
    listener = try ListeningSocket()
    port = listener.port
    Thread.detachNewThread { self.accept(for: serverPort) }
  }

  /// From now on nothing passes any more, and nobody is told: the connections stay open.
  func swallow() { state.withLock { $0.isSilent = true } }

  /// Ends all connections, each in the middle of what it was doing, and takes no new one.
  func close() {
    let links = state.withLock { state in
      defer { state.links = [] }
      state.isClosed = true
      return state.links
    }
    shutdown(listener.descriptor, Int32(SHUT_RDWR))
    for link in links { link.cut() }
  }

  private func accept(for serverPort: Int) {
    while true {
      let client = Glibc.accept(listener.descriptor, nil, nil)
      guard client >= 0 else { return }
      let link = Link(client: client, server: socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
      var address = ListeningSocket.address(port: serverPort)
      let isConnected = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(link.server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
      let isKept = state.withLock { state in
        state.links.append(link)
        return !state.isClosed
      }
      guard isConnected, isKept else { continue }
      Thread.detachNewThread { self.pass(from: link.client, to: link.server, of: link) }
      Thread.detachNewThread { self.pass(from: link.server, to: link.client, of: link) }
    }
  }

  private func pass(from source: Int32, to target: Int32, of link: Link) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(source, &buffer, buffer.count)
      guard count > 0 else { break }
      if state.withLock({ $0.isSilent }) { continue }
      guard send(target, buffer, count, Int32(MSG_NOSIGNAL)) == count else { break }
    }
    link.cut()
  }
}
