internal import ChildProcess
internal import Glibc

/// Starts and stops the server of a folder; blocks the thread that asks.
struct ServerStarter: Sendable {
  static let startLimitSeconds = 120
  static let stopLimitSeconds = 60
  /// A killed server's remaining processes need a moment to notice; until then a new one is refused.
  static let leftoverLimitSeconds = 15
  static let logLimitBytes = 8 * 1024 * 1024

  let folder: ServerFolder
  let configuration: ServerConfiguration

  func start() throws {
    try folder.checkSocketPath(port: configuration.port)
    if Postmaster.running(in: folder)?.isReady == true { return }
    let user = try ServerUser.forData(in: folder.data)
    try folder.make(for: user)
    let lock = try FolderLock(path: folder.lock)
    try startLocked(as: user)
    _ = consume lock
  }

  func stop() throws {
    guard Files.exists(folder.lock) else { return }
    let lock = try FolderLock(path: folder.lock)
    if let postmaster = Postmaster.running(in: folder) {
      kill(postmaster.processID, SIGINT)
      let stopped = wait(seconds: Self.stopLimitSeconds) {
        // Where this process started it, its end has to be collected too.
        waitpid(postmaster.processID, nil, WNOHANG) == postmaster.processID
          || !Postmaster.isAlive(postmaster.processID, data: folder.data)
      }
      guard stopped else {
        throw PrivateServerError.didNotStop(seconds: Self.stopLimitSeconds, processID: postmaster.processID)
      }
    }
    _ = consume lock
  }

  private func startLocked(as user: ServerUser) throws {
    if let postmaster = Postmaster.running(in: folder) {
      // Started by someone who did not live to see it ready.
      try waitUntilReady(postmaster.processID, logStart: Files.size(of: folder.log))
      return
    }
    let programs = try ServerPrograms.matching(
      dataVersion: folder.dataVersion,
      folder: folder.path,
      among: ServerPrograms.installed()
    )
    if !Files.exists(folder.data) { try initialise(with: programs, as: user) }
    let owner = geteuid() == 0 ? (user.userID, user.groupID) : nil
    try Files.write(
      configuration.configurationFile(socketFolder: folder.socket),
      to: folder.data + "/release-ledger.conf",
      owner: owner
    )
    try Files.write(configuration.authenticationFile, to: folder.data + "/pg_hba.conf", owner: owner)
    removeLeftovers()

    let server = user.command(programs.path(of: "postgres"), ["-D", folder.data])
    var refusedByLeftovers = false
    let started = try wait(seconds: Self.leftoverLimitSeconds) {
      let log = try openLog(owner: owner)
      defer { close(log) }
      let logStart = Files.size(of: folder.log)
      let process = try server.spawn(output: log, errorOutput: log, detached: true)
      do {
        try waitUntilReady(process, logStart: logStart)
        return true
      } catch PrivateServerError.didNotStart(_, let lines) where lines.contains("shared memory block") {
        refusedByLeftovers = true
        return false
      }
    }
    guard started || !refusedByLeftovers else {
      throw PrivateServerError.didNotStart(log: folder.log, lines: lastLines(from: 0))
    }
  }

  /// Makes the data beside its place and moves it there complete: an interrupted attempt is never taken for data.
  private func initialise(with programs: ServerPrograms, as user: ServerUser) throws {
    Files.removeTree(folder.draft)
    var arguments = ["--pgdata", folder.draft, "--username", "postgres", "--auth", "trust"]
    arguments += ["--encoding", "UTF8", "--locale", "C.UTF-8", "--lc-collate", "C", "--data-checksums"]
    if !configuration.durable { arguments.append("--no-sync") }
    let result = try user.command(programs.path(of: "initdb"), arguments).run()
    guard result.succeeded else {
      Files.removeTree(folder.draft)
      if result.errorText.contains("No space left on device") {
        throw PrivateServerError.diskFull(folder: folder.path)
      }
      throw PrivateServerError.notInitialised(folder: folder.path, reason: result.errorText)
    }
    let settings = folder.draft + "/postgresql.conf"
    let descriptor = open(settings, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0 else { throw PrivateServerError.failed(on: settings) }
    let line = "include 'release-ledger.conf'\n"
    let written = write(descriptor, line, line.utf8.count)
    close(descriptor)
    guard written == line.utf8.count, rename(folder.draft, folder.data) == 0 else {
      throw PrivateServerError.failed(on: settings)
    }
  }

  /// What a killed server leaves, where it would stop the next one: the server checks its file by process id
  /// alone, and that id may be another program's by now. It still sees by itself whether the shared memory is in use.
  private func removeLeftovers() {
    for name in Files.names(in: folder.socket) { unlink("\(folder.socket)/\(name)") }
    if let file = Files.text(of: folder.processFile), let line = file.split(separator: "\n").first,
      let processID = Int32(line), processID > 0, kill(processID, 0) == 0 || errno == EPERM
    {
      unlink(folder.processFile)
    }
  }

  private func openLog(owner: (UInt32, UInt32)?) throws -> Int32 {
    if Files.size(of: folder.log) > Self.logLimitBytes { rename(folder.log, folder.log + ".1") }
    let descriptor = open(folder.log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw PrivateServerError.failed(on: folder.log) }
    if let (user, group) = owner { fchown(descriptor, user, group) }
    return descriptor
  }

  private func waitUntilReady(_ processID: Int32, logStart: Int) throws {
    let ready = try wait(seconds: Self.startLimitSeconds) {
      if let postmaster = Postmaster.running(in: folder), postmaster.processID == processID, postmaster.isReady {
        return true
      }
      let ended = waitpid(processID, nil, WNOHANG)
      guard ended == processID || (ended == -1 && !Postmaster.isAlive(processID, data: folder.data)) else {
        return false
      }
      let lines = lastLines(from: logStart)
      throw lines.contains("No space left on device")
        ? PrivateServerError.diskFull(folder: folder.path)
        : PrivateServerError.didNotStart(log: folder.log, lines: lines)
    }
    guard ready else { throw PrivateServerError.notReady(seconds: Self.startLimitSeconds, log: folder.log) }
  }

  private func lastLines(from offset: Int) -> String {
    let lines = (Files.text(of: folder.log, from: offset) ?? "").split(separator: "\n")
    return lines.suffix(12).joined(separator: "\n")
  }

  /// Asks again every 20 ms until the answer is yes; `false` when the time is over.
  private func wait(seconds: Int, until isDone: () throws -> Bool) rethrows -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      if try isDone() { return true }
      if ContinuousClock.now >= end { return false }
      usleep(20_000)
    }
  }
}
