internal import Glibc
internal import Synchronization

/// Where output goes: data to standard output, words for people to standard error.
enum Terminal {
  static let isOutputTerminal = isatty(STDOUT_FILENO) == 1
  static let isErrorTerminal = isatty(STDERR_FILENO) == 1

  /// The columns that a line may have: those of the terminal, 100 where there is none.
  static var width: Int {
    var size = winsize()
    guard isOutputTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 100 }
    return Int(size.ws_col)
  }

  /// Whether colours are wanted: on a terminal, unless `NO_COLOR` is set (no-color.org).
  static let usesColour =
    isOutputTerminal && getenv("NO_COLOR") == nil && getenv("TERM").map { String(cString: $0) } != "dumb"

  /// Writes a line of data.
  static func write(_ line: String) {
    write(raw: line + "\n")
  }

  /// Writes data as it is.
  static func write(raw text: String) {
    output.withLock { buffer in
      buffer.append(contentsOf: text.utf8)
      if isOutputTerminal || buffer.count >= 64 * 1024 { send(&buffer, to: STDOUT_FILENO) }
    }
  }

  /// Sends on what was written so far; the program's last act.
  static func flush() {
    output.withLock { send(&$0, to: STDOUT_FILENO) }
  }

  /// Writes a line for people.
  static func writeError(_ line: String) {
    writeError(raw: safe(line) + "\n")
  }

  /// Writes to standard error as it is.
  static func writeError(raw text: String) {
    flush()
    var bytes = Array(text.utf8)
    send(&bytes, to: STDERR_FILENO)
  }

  private static let output = Mutex<[UInt8]>([])

  /// Writes all bytes. A full disk is no reason to go on as if all were well; a reader who left ends us by `SIGPIPE`.
  private static func send(_ bytes: inout [UInt8], to file: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let reason = "error: standard output: \(String(cString: strerror(errno)))\n"
        if file == STDOUT_FILENO { reason.withCString { _ = Glibc.write(STDERR_FILENO, $0, strlen($0)) } }
        _exit(Failure.Code.notWritten.rawValue)
      }
      rest = rest.dropFirst(count)
    }
    bytes.removeAll(keepingCapacity: true)
  }

  /// Text of others with control characters shown and not obeyed.
  static func safe(_ text: String) -> String {
    escaping(text, where: isUnsafe) { "\\u{\(String($0, radix: 16))}" }
  }

  /// JSON in which characters of others that a terminal would obey are escaped: the same JSON.
  static func safe(json: String) -> String {
    escaping(json, where: { $0 != "\n" && isUnsafe($0) }) { code in
      let digits = String(code, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }

  private static func escaping(
    _ text: String,
    where isEscaped: (Unicode.Scalar) -> Bool,
    by escape: (UInt32) -> String
  ) -> String {
    guard text.unicodeScalars.contains(where: isEscaped) else { return text }
    return text.unicodeScalars.reduce(into: "") { safe, scalar in
      if isEscaped(scalar) { safe += escape(scalar.value) } else { safe.unicodeScalars.append(scalar) }
    }
  }

  /// None of these lies beyond the first 65,536 code points.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    // Marks that turn the direction of text around can make it read as something else.
    case .format: (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    default: false
    }
  }

  /// Text in bold, where colours are used.
  static func bold(_ text: String) -> String { styled(text, "1") }
  static func dim(_ text: String) -> String { styled(text, "2") }
  static func red(_ text: String) -> String { styled(text, "31") }
  static func green(_ text: String) -> String { styled(text, "32") }
  static func yellow(_ text: String) -> String { styled(text, "33") }

  private static func styled(_ text: String, _ code: String) -> String {
    usesColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
