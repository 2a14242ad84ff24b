/// lcov's trace file (geninfo(1), “FILES”): `SF:` begins a source file, `DA:` is a line, `BRDA:` a branch, and
/// `end_of_record` has to follow. Totals (`LF:`, `LH:`, …) and functions are passed over.
enum LCOVReport {
  private struct Branch: Hashable {
    let line: Int
    let name: String
  }

  /// A source file under way.
  private struct Section {
    let file: String
    var lines: [Int: Bool] = [:]
    var branches: [Branch: Bool] = [:]

    /// `line,count`, and perhaps a checksum.
    mutating func addLine(_ value: Substring, at number: Int) throws(EvidenceError) {
      let fields = value.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count >= 2, let line = Int(fields[0]), line >= 0, let count = Double(fields[1]), !count.isNaN else {
        throw LCOVReport.malformed("`DA:` needs a line and a count, not \(quoted(value))", line: number)
      }
      lines[line] = lines[line] == true || count > 0
    }

    /// `line,block,branch,taken`, where `branch` may be words with commas, and `-` means that the line was not reached.
    mutating func addBranch(_ value: Substring, at number: Int) throws(EvidenceError) {
      guard let first = value.firstIndex(of: ","), let last = value.lastIndex(of: ","), first < last,
        let line = Int(value[..<first]), line >= 0
      else {
        throw LCOVReport.malformed(
          "`BRDA:` needs a line, a block, a branch and a count, not \(quoted(value))",
          line: number
        )
      }
      let taken = value[value.index(after: last)...]
      let count = taken == "-" ? 0 : Double(taken) ?? .nan
      guard !count.isNaN else {
        throw LCOVReport.malformed("the count of `BRDA:` is \(quoted(taken)), neither a number nor `-`", line: number)
      }
      let branch = Branch(line: line, name: String(value[value.index(after: first)..<last]))
      branches[branch] = branches[branch] == true || count > 0
    }
  }

  static func read(_ text: [UInt8], into tally: inout CoverageTally) throws(EvidenceError) {
    var section: Section?
    var number = 0
    for bytes in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      let line = trimmed(String(decoding: bytes, as: UTF8.self))
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line == "end_of_record" {
        guard let finished = section else { throw malformed("`end_of_record` without `SF:` before it", line: number) }
        add(finished, to: &tally)
        section = nil
        continue
      }
      guard let colon = line.firstIndex(of: ":"), line[..<colon].utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
        throw EvidenceError(
          kind: number == 1 ? .unsupported : .malformed,
          problem: "\(quoted(line)) is no line of an lcov trace file, and the file is no XML either",
          position: TextPosition(line: number, column: 1)
        )
      }
      let value = line[line.index(after: colon)...]
      switch line[..<colon] {
      case "SF":
        guard section == nil else { throw malformed("`SF:` before the `end_of_record` of the last file", line: number) }
        section = Section(file: String(value))
      case "DA", "BRDA":
        guard var open = section else { throw malformed("\(quoted(line)) outside a source file", line: number) }
        section = nil
        if line.hasPrefix("DA") {
          try open.addLine(value, at: number)
        } else {
          try open.addBranch(value, at: number)
        }
        section = open
      default: break
      }
    }
    guard section == nil else {
      throw malformed("the file ends before `end_of_record`: it was cut off; produce it again", line: number)
    }
  }

  private static func add(_ section: Section, to tally: inout CoverageTally) {
    var branches: [Int: (all: Int, covered: Int)] = [:]
    for (branch, isTaken) in section.branches {
      branches[branch.line, default: (0, 0)].all += 1
      branches[branch.line, default: (0, 0)].covered += isTaken ? 1 : 0
    }
    for (line, isCovered) in section.lines {
      let (all, covered) = branches[line] ?? (0, 0)
      tally.add(line: line, of: section.file, isCovered: isCovered, branches: all, branchesCovered: covered)
    }
  }

  private static func trimmed(_ line: String) -> Substring {
    var line = line[...]
    while let last = line.last, last.isWhitespace { line.removeLast() }
    return line
  }

  private static func malformed(_ problem: String, line: Int) -> EvidenceError {
    EvidenceError(kind: .malformed, problem: problem, position: TextPosition(line: line, column: 1))
  }
}
