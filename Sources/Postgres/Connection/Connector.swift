internal import CLibpq

/// Brings a connection about on the connection's thread, host by host.
///
/// libpq gives each host its time only in its blocking call, which cannot be interrupted; so the time is kept here, and
/// a host that lets it pass is left out of the next attempt.
struct Connector {
  private let configuration: ConnectionConfiguration
  private let thread: ConnectionThread
  private let interruption: Interruption

  init(_ configuration: ConnectionConfiguration, _ thread: ConnectionThread, _ interruption: Interruption) {
    self.configuration = configuration
    self.thread = thread
    self.interruption = interruption
  }

  private enum Attempt: ~Copyable {
    case connected(ConnectionHandle)
    case timedOut(host: String, port: String)
  }

  func connect(_ notices: NoticeSink) throws(PostgresError) -> ConnectionHandle {
    var hosts = HostList(configuration.keywords)
    while true {
      switch try attempt(hosts, notices) {
      case .connected(let handle): return handle
      case .timedOut(let host, let port):
        guard hosts.dropThrough(host: host, port: port) else {
          throw .connection(
            ConnectionFailure(
              stage: .connecting,
              reason: "\(host) port \(port) did not answer within \(configuration.connectTimeout)"
            )
          )
        }
      }
    }
  }

  private func attempt(_ hosts: HostList, _ notices: NoticeSink) throws(PostgresError) -> Attempt {
    guard interruption.willSend() else { throw .cancelled }
    let handle = ConnectionHandle(starting: configuration.connectionKeywords(hosts))
    // With the codes, because by the code alone can a refused login be told from a server that is just starting.
    handle.setErrorVerbosity(PQERRORS_VERBOSE)
    handle.setNoticeSink(notices)
    var deadline = ContinuousClock.now + configuration.connectTimeout
    var host = (handle.host, handle.port)
    var status = handle.isRefused ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
    while true {
      switch status {
      case PGRES_POLLING_OK:
        guard handle.setNonBlocking() else { throw failure(handle) }
        handle.setErrorVerbosity(PQERRORS_DEFAULT)
        return .connected(handle)
      case PGRES_POLLING_READING, PGRES_POLLING_WRITING:
        let interest: ConnectionThread.Interest = status == PGRES_POLLING_READING ? .read : .write
        let ready = thread.poll(socket: handle.socket, for: interest, until: deadline)
        if interruption.isCancelled { throw .cancelled }
        if ready.socket {
          status = handle.pollConnection()
        } else if deadline <= .now {
          return .timedOut(host: handle.host, port: handle.port)
        }
        if (handle.host, handle.port) != host {
          host = (handle.host, handle.port)
          deadline = .now + configuration.connectTimeout
        }
      default: throw failure(handle)
      }
    }
  }

  private func failure(_ handle: borrowing ConnectionHandle) -> PostgresError {
    let (reason, server) = ConnectionReport.read(configuration.redacted(handle.errorText))
    return .connection(ConnectionFailure(stage: .connecting, reason: reason, server: server))
  }
}
