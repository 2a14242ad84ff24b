/// How a program ended, and what it said.
package struct CommandResult: Sendable, Equatable {
  /// The exit status; 128 + the signal's number when a signal ended the program, as a shell counts.
  package let status: Int32
  /// Everything written to stdout, unless it was streamed.
  package let output: [UInt8]
  /// The last 64 KiB written to stderr.
  package let errorOutput: [UInt8]

  package var succeeded: Bool { status == 0 }

  /// stderr as text, without the line break at its end; invalid UTF-8 is replaced.
  package var errorText: String {
    var text = Substring(String(decoding: errorOutput, as: UTF8.self))
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
