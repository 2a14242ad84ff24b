import GitRepository
import Glibc
import PrivateServer

/// What tests do in a process of its own: with another environment, as another user, or at the same time.
///
///     another-process read REPOSITORY         prints what is wrong with it, or "read"
///     another-process start FOLDER            starts the server there
///     another-process start-stop FOLDER USER  does so, and stops it, as the user of this number
@main
struct AnotherProcess {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case ("read", 2):
      do {
        _ = try await GitRepository(path: arguments[1]).read()
        print("read")
      } catch {
        print(error)
      }
    case ("start", 2):
      try await PrivateServer(folder: arguments[1], durable: false).start()
    case ("start-stop", 3):
      guard let user = UInt32(arguments[2]), setgroups(0, nil) == 0, setgid(user) == 0, setuid(user) == 0 else {
        fatalError("cannot become \(arguments[2])")
      }
      let server = PrivateServer(folder: arguments[1], durable: false)
      try await server.start()
      guard server.status() != .stopped else { fatalError("the server did not start") }
      try await server.stop()
      guard server.status() == .stopped else { fatalError("the server did not stop") }
    default: fatalError("usage: another-process read|start|start-stop …")
    }
  }
}
