import Foundation
import Glibc
import PostgresTestServer
import Testing

@Suite("A stream of JSON lines")
struct StreamTests {
  private func line(_ number: Int, key: Bool = false) -> String {
    let key = key ? #","key":"k\#(number)""# : ""
    return #"{"kind":"gate","service":"s","version":"1.2.3","data":{"gate":"g\#(number)","outcome":"passed"}\#(key)}"#
  }

  private func lines(_ numbers: Range<Int>, key: Bool = false) -> String {
    numbers.map { line($0, key: key) + "\n" }.joined()
  }

  private let broken =
    #"{"kind":"gate","service":"s","version":"1.2.3","data":{"gate":"g","outcome":"perfect"}}"# + "\n"

  @Test("is refused whole when line 7 is broken")
  func refusedWhole() async throws {
    try await Tool.withLedger { tool in
      let text = lines(1..<7) + broken + lines(8..<3000)
      for path in ["-", try tool.file("events.jsonl", text)] {
        let result = try await tool.run("record", "--file", path, input: text)
        #expect(result.status == 65)
        #expect(result.errors.contains("line 7: data.outcome"))
        #expect(result.errors.contains("nothing was recorded"))
      }
      let size = try await tool.size()
      #expect(size == 0)
    }
  }

  @Test("is taken but for the broken lines with --keep-going, which go to a file with their faults")
  func keepGoing() async throws {
    try await Tool.withLedger { tool in
      let rejects = tool.folder + "/rejects.jsonl"
      let text = lines(1..<7) + broken + lines(8..<12) + "{\n"
      let result = try await tool.run("record", "--file", "-", "--keep-going", rejects, input: text)
      #expect(result.status == 65)
      #expect(result.errors.contains("2 lines were set aside in \(rejects)"))
      let rejected = try String(contentsOfFile: rejects, encoding: .utf8).split(separator: "\n")
      #expect(rejected.count == 2)
      #expect(rejected.first?.contains(#""line":7"#) == true && rejected.first?.contains("data.outcome") == true)
      let size = try await tool.size()
      #expect(size == 10)
    }
  }

  @Test("cannot set aside what only comes with it, which has another position in each ledger")
  func correctsItself() async throws {
    try await Tool.withLedger { tool in
      let correction =
        #"{"kind":"correction","data":{"authority":"qa","record":RECORD},"text":{"reason":"wrong"}}"# + "\n"
      let amendment = line(9).replacing(#"{"kind""#, with: #"{"amends":RECORD,"kind""#) + "\n"
      for (place, text) in [("data.record", correction), ("amends", amendment)] {
        // Near, and so far that the record would have been sent before.
        for lines in [lines(0..<4), lines(0..<3000)] {
          let before = try await tool.size()
          let path = try tool.file("events.jsonl", lines + text.replacing("RECORD", with: "\(before + 2)"))
          let whole = try await tool.run("record", "--file", path)
          #expect(whole.status == 65 && whole.errors.contains(place), "\(whole)")
          let size = try await tool.size()
          #expect(size == before)
          // Nor when the file is given again, and what it names is on record since.
          for _ in 1...2 {
            let imported = try await tool.run("import", "jsonl", path, "--keep-going", tool.folder + "/rejects.jsonl")
            #expect(imported.status == 65 && imported.errors.contains("1 lines were set aside"), "\(imported)")
          }
        }
      }
      let known = try await tool.run(
        "import",
        "jsonl",
        "-",
        input: correction.replacing("RECORD", with: "0") + amendment.replacing("RECORD", with: "1")
      )
      #expect(known.status == 0, "\(known)")
      let superseded = try await tool.sql("select sequence from ledger.superseded order by 1")
      #expect(superseded == "0\n1", "\(superseded)")
    }
  }

  @Test("is not overwritten by its own broken lines")
  func keepGoingIntoItself() async throws {
    try await Tool.withLedger { tool in
      let path = tool.folder + "/lines.jsonl"
      let text = lines(1..<7) + broken
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      for command in [["record", "--file", path], ["import", "jsonl", path]] {
        let result = try await tool.run(command + ["--keep-going", path])
        #expect(result.status == 64, "\(result)")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
      }
      let size = try await tool.size()
      #expect(size == 0)
    }
  }

  @Test("given again after it was mended, is recorded once by import")
  func again() async throws {
    try await Tool.withLedger { tool in
      let first = try await tool.run("import", "jsonl", "-", input: lines(0..<6) + broken + lines(7..<10))
      #expect(first.status == 65)
      #expect(first.errors.contains("line 7"))
      let second = try await tool.run("import", "jsonl", "-", input: lines(0..<10))
      #expect(second.status == 0)
      #expect(second.errors.contains("recorded 4; 6 were there already"))
      let size = try await tool.size()
      #expect(size == 10)
    }
  }

  @Test("or rows of a CSV file may be given again, too, be they interrupted or not")
  func rowsAgain() async throws {
    try await Tool.withLedger { tool in
      let header = "kind,service,version,data.gate,data.outcome,key\n"
      let rows = (0..<3000).map { "gate,s,1.2.3,g\($0),passed,\($0 % 1000 == 0 ? "k\($0)" : "")\n" }
      let part = try await tool.run("import", "csv", "-", input: header + rows.prefix(2000).joined())
      #expect(part.errors.contains("recorded 2000; 0 were there already"))
      let whole = try await tool.run("import", "csv", "-", input: header + rows.joined())
      #expect(whole.errors.contains("recorded 1000; 2000 were there already"))
      let broken = try await tool.run(
        "import",
        "csv",
        "-",
        input: header + "gate,s,1.2.3,g,passed,\ngate,s,1.2,g,passed,\n"
      )
      #expect(broken.status == 65)
      #expect(broken.errors.contains("nothing was recorded"))
      #expect(try await tool.size() == 3000)
    }
  }

  @Test("with a key that stands for another record is refused, and says which")
  func conflict() async throws {
    try await Tool.withLedger { tool in
      _ = try await tool.run("record", "--file", "-", input: line(1, key: true))
      let other = line(2, key: true).replacing("k2", with: "k1")
      let result = try await tool.run("record", "--file", "-", input: lines(3..<5) + other)
      #expect(result.status == 65)
      #expect(result.errors.contains("the idempotency key \"k1\" stands for another record already"))
      let size = try await tool.size()
      #expect(size == 1)
    }
  }

  @Test("is refused whole when the database refuses a record far down; import says how far it came")
  func conflictFarDown() async throws {
    try await Tool.withLedger { tool in
      _ = try await tool.run("record", "--file", "-", input: line(1, key: true))
      let other = line(2, key: true).replacing("k2", with: "k1")
      let result = try await tool.run("record", "--file", "-", input: lines(3..<2503) + other)
      #expect(result.status == 65)
      #expect(result.errors.contains("stands for another record already"))
      #expect(try await tool.size() == 1)
      // Batches after the refused one are on their way already, and are not taken.
      let text = lines(3..<1503) + other + "\n" + lines(1503..<6000)
      let imported = try await tool.run("import", "jsonl", "-", input: text)
      #expect(imported.status == 65)
      #expect(imported.errors.contains("the first 1024 records are in the ledger"))
      #expect(try await tool.size() == 1025)
      let verified = try await tool.run("audit", "verify")
      #expect(verified.status == 0)
    }
  }

  @Test(
    "leaves whole batches and a sound ledger when the program is killed, and can be given again",
    arguments: [SIGKILL, SIGINT, SIGTERM]
  )
  func killed(_ signal: Int32) async throws {
    try await Tool.withLedger { tool in
      let file = try tool.file("events.jsonl", lines(0..<20_000))
      let (running, feed) = try tool.startFed(["import", "jsonl", "-"])
      // The rest goes in while it is killed.
      async let rest: Void = feed.write(lines(0..<20_000))
      while try await tool.size() == 0 { try await Task.sleep(for: .milliseconds(5)) }
      running.signal(signal)
      let result = try await running.end()
      #expect(result.status == 128 + signal)
      try await rest
      feed.close()
      // A batch that was under way may still end; its whole or nothing of it is there.
      while try await tool.sql(
        "select count(*) from pg_stat_activity where application_name = 'release-ledger' and datname = current_database()"
      ) != "0" {
        try await Task.sleep(for: .milliseconds(20))
      }
      let size = try await tool.size()
      #expect(size % 1024 == 0)
      let verified = try await tool.run("audit", "verify")
      #expect(verified.status == 0)
      let again = try await tool.run("import", "jsonl", file)
      #expect(again.errors.contains("recorded \(20_000 - size); \(size) were there already"))
      let last = try await tool.run("audit", "verify")
      #expect(last.status == 0)
      #expect(last.output.contains("20000 records"))
    }
  }

  @Test("is imported in its order, whichever connections break meanwhile")
  func order() async throws {
    try await Tool.withLedger { tool in
      let (running, feed) = try tool.startFed(["import", "jsonl", "-"])
      var killed = 0
      // Between two kills some batches get through: nobody tries for ever.
      for part in 0..<4 {
        try await feed.write(lines(part * 5000..<(part + 1) * 5000))
        let answer = try await tool.sql(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'release-ledger'"
            + " and datname = current_database() order by random() limit 1"
        )
        killed += answer == "t" ? 1 : 0
      }
      feed.close()
      let result = try await running.end()
      #expect(result.status == 0, "\(result.errors)")
      #expect(killed > 0)
      #expect(try await tool.sql("select count(*), count(distinct gate) from ledger.gate_record") == "20000|20000")
      #expect(try await tool.sql("select count(*) from ledger.gate_record where gate <> 'g' || sequence") == "0")
    }
  }

  @Test("leaves nothing of standard input behind")
  func noLeftovers() async throws {
    try await Tool.withLedger { tool in
      let folder = tool.folder + "/temporary"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let (running, feed) = try tool.with(["TMPDIR": folder]).startFed(["record", "--file", "-"])
      try await feed.write(lines(0..<5000))
      while !running.hasNamelessFile(in: folder) { try await Task.sleep(for: .milliseconds(5)) }
      running.signal(SIGKILL)
      _ = try await running.end()
      feed.close()
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    }
  }
}
