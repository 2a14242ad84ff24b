internal import ChildProcess
internal import Glibc
internal import PrivateServer
internal import Synchronization

/// A folder with the servers that tests start in it; gone with this value or the test process, even a killed one.
package final class TestFolder: Sendable {
  /// That of this test process, made at first use.
  static let shared = Result { try TestFolder() }

  package let path: String
  /// The watchdog reads the end of its input when nobody has the other end any more.
  private let ends: Mutex<PipeEnds>

  package init() throws {
    var template = Array("/tmp/release-ledger-tests-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw TestServerError.folder(String(cString: strerror(errno))) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // The servers may run as another user, who has to get through; their own folders are closed to others.
    chmod(path, 0o755)
    let ends = try PipeEnds(for: "sh")
    let watchdog = Command(
      "sh",
      ["-c", Self.cleaning, "sh", path],
      environment: Command.inherited(["PATH"]),
      directory: "/"
    )
    _ = try watchdog.spawn(input: ends.reading, detached: true)
    self.ends = Mutex(ends)
  }

  /// Waits for the end of its input, then stops the servers and removes the folder, and with it the shared memory that a
  /// server killed outright could not give back, and the small file systems that tests fill up.
  private static let cleaning = """
    cat
    for file in "$1"/*/data/postmaster.pid; do
      [ -f "$file" ] || continue
      read -r pid < "$file"
      memory=$(sed -n 7p "$file" | awk '{ print $2 }')
      tries=0
      while [ "/proc/$pid/cwd" -ef "${file%/postmaster.pid}" ] && [ $tries -lt 100 ]; do
        [ $tries -eq 0 ] && kill -s QUIT "$pid"
        [ $tries -eq 99 ] && kill -s KILL "$pid"
        tries=$((tries + 1))
        sleep 0.1
      done
      [ -f "$file" ] && [ -n "$memory" ] && ipcrm -m "$memory"
    done
    umount "$1"/* 2> /dev/null
    tries=0
    until rm -rf "$1" || [ $tries -ge 50 ]; do
      tries=$((tries + 1))
      sleep 0.2
    done
    """
}
