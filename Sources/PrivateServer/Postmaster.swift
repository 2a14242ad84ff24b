internal import Glibc

/// The server's first process, as its file `postmaster.pid` names it.
struct Postmaster: Equatable {
  let processID: Int32
  let isReady: Bool

  /// The live server of this folder; `nil` when the file is missing, or left behind by one that died.
  static func running(in folder: ServerFolder) -> Postmaster? {
    guard let file = Files.text(of: folder.processFile) else { return nil }
    let lines = file.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, let processID = Int32(first), processID > 0 else { return nil }
    guard isAlive(processID, data: folder.data) else { return nil }
    let state = lines.count > 7 ? lines[7].prefix { $0 != " " } : ""
    return Postmaster(processID: processID, isReady: state == "ready" || state == "standby")
  }

  /// Process ids are used again, after a reboot and in containers soon: the process must also work in the data folder.
  static func isAlive(_ processID: Int32, data: String) -> Bool {
    Files.areSame("/proc/\(processID)/cwd", data) ?? (kill(processID, 0) == 0)
  }
}
