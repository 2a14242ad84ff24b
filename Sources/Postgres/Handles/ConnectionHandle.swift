internal import CLibpq

/// Owns one `PGconn`, and wraps what libpq does with it one to one. Used from one thread only.
///
/// Once finished it holds none; libpq answers every call on none with a failure.
struct ConnectionHandle: ~Copyable {
  private var pointer: OpaquePointer?

  /// A handle of no connection.
  init() {
    pointer = nil
  }

  /// Begins to connect, without waiting.
  init(starting keywords: [(name: String, value: String)]) {
    let names = CStringArray(keywords.map(\.name))
    let values = CStringArray(keywords.map(\.value))
    pointer = names.withPointers { names in
      values.withPointers { values in PQconnectStartParams(names, values, 0) }
    }
  }

  deinit {
    PQfinish(pointer)
  }

  mutating func finish() {
    PQfinish(pointer)
    pointer = nil
  }

  // MARK: Connecting

  var isRefused: Bool { PQstatus(pointer) == CONNECTION_BAD }
  func pollConnection() -> PostgresPollingStatusType { PQconnectPoll(pointer) }
  func setErrorVerbosity(_ verbosity: PGVerbosity) { PQsetErrorVerbosity(pointer, verbosity) }
  func setNonBlocking() -> Bool { PQsetnonblocking(pointer, 1) == 0 }

  /// Sends every notice to `sink`, which has to outlive this handle.
  func setNoticeSink(_ sink: NoticeSink) {
    PQsetNoticeReceiver(
      pointer,
      { context, result in
        guard let context, let result else { return }
        guard let notice = ServerError(result: result) else { return }
        Unmanaged<NoticeSink>.fromOpaque(context).takeUnretainedValue().take(notice)
      },
      Unmanaged.passUnretained(sink).toOpaque()
    )
  }

  // MARK: State

  var isOpen: Bool { PQstatus(pointer) == CONNECTION_OK }
  var isFinished: Bool { pointer == nil }
  var socket: Int32 { PQsocket(pointer) }
  var transactionStatus: PGTransactionStatusType { PQtransactionStatus(pointer) }
  var serverVersion: Int { Int(PQserverVersion(pointer)) }
  var processID: Int { Int(PQbackendPID(pointer)) }
  var usesTLS: Bool { PQsslInUse(pointer) != 0 }
  var host: String { PQhost(pointer).map { String(cString: $0) } ?? "" }
  var port: String { PQport(pointer).map { String(cString: $0) } ?? "" }
  var errorText: String { String(cString: PQerrorMessage(pointer)) }

  func parameter(_ name: String) -> String? {
    PQparameterStatus(pointer, name).map { String(cString: $0) }
  }

  // MARK: Sending

  func send(script: String) -> Bool { PQsendQuery(pointer, script) == 1 }

  func send(_ sql: String, _ parameters: Parameters) -> Bool {
    parameters.withCArrays { list in
      PQsendQueryParams(
        pointer,
        sql,
        Int32(list.count),
        list.types,
        list.values,
        list.lengths,
        list.formats,
        1
      ) == 1
    }
  }

  func sendPrepare(_ name: String, _ sql: String, _ types: [PostgresType]) -> Bool {
    types.map(\.rawValue).withUnsafeBufferPointer { types in
      PQsendPrepare(pointer, name, sql, Int32(types.count), types.baseAddress) == 1
    }
  }

  func sendPrepared(_ name: String, _ parameters: Parameters) -> Bool {
    parameters.withCArrays { list in
      PQsendQueryPrepared(pointer, name, Int32(list.count), list.values, list.lengths, list.formats, 1) == 1
    }
  }

  /// 0 when all is sent, 1 when some is left, -1 on failure.
  func flush() -> Int32 { PQflush(pointer) }

  // MARK: Receiving

  var isBusy: Bool { PQisBusy(pointer) == 1 }

  func consumeInput() -> Bool {
    guard PQconsumeInput(pointer) == 1 else { return false }
    if usesTLS {
      // A TLS record may be longer than what libpq read of it; the socket does not show the rest as readable. A
      // record is at most 16 KiB and each read takes at least 8.
      return PQconsumeInput(pointer) == 1 && PQconsumeInput(pointer) == 1
    }
    return true
  }

  /// The next result, nil at the end of a statement's results. Blocks unless ``isBusy`` is false.
  func nextResult() -> ResultHandle? {
    guard let result = PQgetResult(pointer) else { return nil }
    return ResultHandle(owning: result)
  }

  func nextNotification() -> Notification? {
    guard let notify = PQnotifies(pointer) else { return nil }
    defer { PQfreemem(notify) }
    return Notification(
      channel: String(cString: notify.pointee.relname),
      payload: String(cString: notify.pointee.extra),
      processID: Int(notify.pointee.be_pid)
    )
  }

  // MARK: Copy

  /// Passes the next message of a COPY to `body`, which must not keep its bytes.
  func takeCopyData(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows -> CopyDataStatus {
    var message: UnsafeMutablePointer<CChar>?
    let count = PQgetCopyData(pointer, &message, 1)
    switch count {
    case 0: return .wouldBlock
    case -1: return .finished
    case ..<0: return .failed
    default:
      defer { PQfreemem(message) }
      try body(UnsafeRawBufferPointer(start: message, count: Int(count)))
      return .data
    }
  }

  /// 1 when queued, 0 when there is no room yet, -1 on failure.
  func putCopyData(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    PQputCopyData(pointer, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
  }

  func putCopyEnd(failure: String?) -> Int32 { PQputCopyEnd(pointer, failure) }

  // MARK: Pipeline

  func enterPipeline() -> Bool { PQenterPipelineMode(pointer) == 1 }
  func exitPipeline() -> Bool { PQexitPipelineMode(pointer) == 1 }
  func sendPipelineSync() -> Bool { PQpipelineSync(pointer) == 1 }

  // MARK: Cancelling

  func makeCancelHandle() -> CancelHandle? { CancelHandle(owning: PQgetCancel(pointer)) }
}
