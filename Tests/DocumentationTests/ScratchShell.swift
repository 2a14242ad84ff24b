import Foundation

/// A shell in a folder of its own with the program that was built, a ledger of its own, and a copy of `docs/examples`.
struct ScratchShell {
  /// What was run of a script, in order: the exit code and the output of each command.
  typealias Result = (exitCode: Int, output: String)

  /// The program, which is built beside the tests.
  static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "release-ledger")

  /// Runs commands one after another in one shell, to the end or to the first that ends otherwise than it should.
  static func run(_ commands: [ShownCommand]) throws -> [Result] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "release-ledger-docs-\(UUID().uuidString)")
    let work = folder.appending(path: "work")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: work.appending(path: "docs"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Page.root.appending(path: "docs/examples"),
      to: work.appending(path: "docs/examples")
    )
    for (number, command) in commands.enumerated() {
      try (command.script + "\n").write(to: folder.appending(path: "\(number).sh"), atomically: true, encoding: .utf8)
    }
    try (Self.driver + "\n").write(to: folder.appending(path: "driver.sh"), atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [folder.appending(path: "driver.sh").path, folder.path] + commands.map { String($0.exitCode) }
    process.currentDirectoryURL = work
    process.environment = [
      "PATH": program.deletingLastPathComponent().path + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? ""),
      "HOME": folder.path, "LANG": "C.UTF-8", "NO_COLOR": "1",
      "RELEASE_LEDGER_DATA_FOLDER": folder.appending(path: "ledger").path,
    ]
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return try commands.indices.compactMap { number in
      let code = folder.appending(path: "\(number).code")
      guard FileManager.default.fileExists(atPath: code.path) else { return nil }
      let text = try String(contentsOf: code, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
      let output = try String(contentsOf: folder.appending(path: "\(number).out"), encoding: .utf8)
      return (Int(text) ?? -1, output)
    }
  }

  /// Runs each command in the same shell, so that variables and folders last, and stops the private server at the end.
  private static let driver = #"""
    folder=$1
    shift
    chmod 755 "$folder"
    server=$RELEASE_LEDGER_DATA_FOLDER
    trap 'release-ledger local stop --data-folder "$server" > "$folder/stop.out" 2>&1' EXIT
    git config --global user.name Noor
    git config --global user.email noor@example.com
    git init --quiet --initial-branch main .
    git commit --quiet --allow-empty --message "Count the last item too"
    number=0
    for expected in "$@"; do
      . "$folder/$number.sh" > "$folder/$number.out" 2>&1
      code=$?
      echo "$code" > "$folder/$number.code"
      [ "$code" = "$expected" ] || exit 1
      number=$((number + 1))
    done
    """#
}
