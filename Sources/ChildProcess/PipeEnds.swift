internal import CChildProcess
internal import Glibc

/// Both ends of a pipe, closed with the value; no other program inherits them.
package final class PipeEnds {
  package let reading: Int32
  package private(set) var writing: Int32

  package init(for program: String) throws(CommandError) {
    var ends: [Int32] = [-1, -1]
    guard child_process_pipe(&ends) == 0 else {
      throw .refused(program: program, reason: String(cString: strerror(errno)))
    }
    reading = ends[0]
    writing = ends[1]
  }

  package func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }

  deinit {
    closeWriting()
    close(reading)
  }
}
