/// Finds the commands in a page.
///
/// In a block marked `console`, a line that begins with `$ ` is a command; it goes on in the next line after a backslash,
/// and in lines that begin with `> `. Other lines are output. `$ echo $?` says by its output how the command before it
/// ends. In a block marked `sh` every line is a command. `<!-- run: … -->` is run too, and not shown to readers.
struct PageReader {
  private let lines: [String]

  init(lines: [String]) {
    self.lines = lines
  }

  /// What a block may be marked as. One without a mark, or with another one, would be left out in silence.
  static let languages: Set = ["console", "sh", "yaml", "json", "swift", "text", "groovy", "python"]

  func commands() throws -> [ShownCommand] {
    var commands: [ShownCommand] = []
    var block: (language: String, first: Int)?
    for (position, line) in lines.enumerated() {
      if let open = block {
        guard line.hasPrefix("```") else { continue }
        let content = lines[open.first..<position]
        switch open.language {
        case "console": commands += try transcript(content)
        case "sh": commands += try shell(content)
        default: break
        }
        block = nil
      } else if line.hasPrefix("```") {
        let language = String(line.drop { $0 == "`" })
        guard Self.languages.contains(language) else {
          throw PageProblem(line: position + 1, what: "the block is marked '\(language)'")
        }
        block = (language, position + 1)
      } else if line.hasPrefix("<!-- run: "), line.hasSuffix(" -->") {
        commands.append(ShownCommand(line: position + 1, script: String(line.dropFirst(10).dropLast(4))))
      }
    }
    if let block { throw PageProblem(line: block.first, what: "the block does not end") }
    return commands
  }

  private func transcript(_ lines: ArraySlice<String>) throws -> [ShownCommand] {
    var commands: [ShownCommand] = []
    var rest = lines
    while let line = rest.popFirst() {
      guard line.hasPrefix("$ ") else { continue }
      let number = rest.startIndex
      var script = String(line.dropFirst(2))
      while let next = rest.first, script.hasSuffix("\\") || next.hasPrefix("> ") {
        script += "\n" + (next.hasPrefix("> ") ? String(next.dropFirst(2)) : next)
        rest.removeFirst()
      }
      if script == "echo $?" {
        guard let code = rest.first.flatMap({ Int($0) }), !commands.isEmpty else {
          throw PageProblem(line: number, what: "echo $? takes a command before it and a number after it")
        }
        commands[commands.count - 1].exitCode = code
      } else {
        commands.append(ShownCommand(line: number, script: script))
      }
    }
    return commands
  }

  private func shell(_ lines: ArraySlice<String>) throws -> [ShownCommand] {
    var commands: [ShownCommand] = []
    var isContinued = false
    for (position, line) in zip(lines.indices, lines) where !line.isEmpty {
      guard !line.contains("<<") else {
        throw PageProblem(line: position + 1, what: "input for a command takes a block marked console")
      }
      if isContinued {
        commands[commands.count - 1].script += "\n" + line
      } else {
        commands.append(ShownCommand(line: position + 1, script: line))
      }
      isContinued = line.hasSuffix("\\")
    }
    return commands
  }
}
