internal import CChildProcess
internal import Glibc

/// A program to run: which, with what arguments, and with nothing but the environment given here.
///
///     let result = try Command("git", ["--version"], environment: ["PATH": "/usr/bin"]).run()
///
/// No shell is involved, and no open file but stdin, stdout and stderr reaches the program.
/// Every call blocks its thread: inside a task, go through ``offPool(_:)``.
package struct Command: Sendable {
  package var program: String
  package var arguments: [String]
  package var environment: [String: String]
  /// The directory it runs in; `nil` is the caller's own.
  package var directory: String?

  package init(
    _ program: String,
    _ arguments: [String],
    environment: [String: String] = [:],
    directory: String? = nil
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
  }

  /// The caller's own values of these variables, where set.
  package static func inherited(_ names: [String]) -> [String: String] {
    var values: [String: String] = [:]
    for name in names {
      if let value = getenv(name) { values[name] = String(cString: value) }
    }
    return values
  }

  /// Starts the program and returns its process id; the caller has to wait for it.
  ///
  /// - Parameters:
  ///   - input: a file descriptor, or `nil` for `/dev/null`.
  ///   - output: a file descriptor, or `nil` for `/dev/null`.
  ///   - errorOutput: a file descriptor, or `nil` for `/dev/null`.
  ///   - detached: in a session of its own, out of reach of the terminal's signals.
  package func spawn(
    input: Int32? = nil,
    output: Int32? = nil,
    errorOutput: Int32? = nil,
    detached: Bool = false
  ) throws(CommandError) -> Int32 {
    var process: pid_t = 0
    let code = withCStrings([program] + arguments) { arguments in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
        child_process_start(
          &process,
          program,
          arguments,
          environment,
          directory,
          input ?? -1,
          output ?? -1,
          errorOutput ?? -1,
          detached ? 1 : 0
        )
      }
    }
    guard code == 0 else {
      if code == ENOENT { throw .notFound(program: program) }
      throw .refused(program: program, reason: String(cString: strerror(code)))
    }
    return process
  }

  /// Runs the program to its end and keeps all it wrote.
  package func run() throws -> CommandResult {
    var output: [UInt8] = []
    let result = try run { output.append(contentsOf: $0) }
    return CommandResult(status: result.status, output: output, errorOutput: result.errorOutput)
  }

  /// Runs the program to its end, handing over what it writes to stdout piece by piece.
  ///
  /// When `consume` throws, the program is killed and the error passed on.
  package func run(consume: (UnsafeRawBufferPointer) throws -> Void) throws -> CommandResult {
    let output = try PipeEnds(for: program)
    let errorOutput = try PipeEnds(for: program)
    let process = try spawn(output: output.writing, errorOutput: errorOutput.writing)
    output.closeWriting()
    errorOutput.closeWriting()
    var errorText: [UInt8] = []
    do {
      try drain(output: output.reading, errorOutput: errorOutput.reading, into: &errorText, consume: consume)
    } catch {
      kill(process, SIGKILL)
      _ = waitForEnd(of: process)
      throw error
    }
    return CommandResult(status: waitForEnd(of: process), output: [], errorOutput: errorText)
  }
}

/// Blocks until the child process has ended; its status as a shell counts it.
package func waitForEnd(of process: Int32) -> Int32 {
  var status: Int32 = 0
  while waitpid(process, &status, 0) == -1 && errno == EINTR {}
  let signal = status & 0x7f
  return signal == 0 ? (status >> 8) & 0xff : 128 + signal
}

private func drain(
  output: Int32,
  errorOutput: Int32,
  into errorText: inout [UInt8],
  consume: (UnsafeRawBufferPointer) throws -> Void
) throws {
  let errorLimit = 65_536
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 1)
  defer { buffer.deallocate() }
  var polled = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
  polled.append(pollfd(fd: errorOutput, events: Int16(POLLIN), revents: 0))
  while polled.contains(where: { $0.fd >= 0 }) {
    guard poll(&polled, nfds_t(polled.count), -1) >= 0 || errno == EINTR else { return }
    for index in polled.indices where polled[index].fd >= 0 && polled[index].revents != 0 {
      polled[index].revents = 0
      let count = read(polled[index].fd, buffer.baseAddress, buffer.count)
      if count == -1 && errno == EINTR { continue }
      guard count > 0 else {
        // poll passes over negative descriptors; the pipe itself is closed by its owner.
        polled[index].fd = -1
        continue
      }
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      if index == 0 {
        try consume(bytes)
      } else {
        errorText.append(contentsOf: bytes)
        if errorText.count > errorLimit { errorText.removeFirst(errorText.count - errorLimit) }
      }
    }
  }
}

private func withCStrings<Result>(
  _ strings: [String],
  _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers = strings.map { strdup($0) }
  pointers.append(nil)
  defer { for pointer in pointers { free(pointer) } }
  return pointers.withUnsafeBufferPointer { buffer in
    // The buffer holds at least the terminating nil.
    body(buffer.baseAddress.unsafelyUnwrapped)
  }
}
