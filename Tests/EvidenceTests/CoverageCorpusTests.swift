import Evidence
import Testing

@Suite("Coverage reports of the corpus", .enabled(if: Corpus.isPresent, "corpus not present"))
struct CoverageCorpusTests {
  @Test("are counted line by line", arguments: rows)
  func counted(path: String, lines: Double, covered: Double, rate: Double, branchRate: Double?) throws {
    let evidence = try GateEvidence(reading: Corpus.bytes("coverage/" + path), as: .coverage, fileName: path)
    #expect(evidence.outcome == .passed)
    #expect(evidence[.linesValid] == lines)
    #expect(evidence[.linesCovered] == covered)
    #expect(evidence[.coverage] == rate)
    #expect(evidence[.lineCoverage] == rate)
    #expect(evidence[.branchCoverage] == branchRate)
  }

  @Test("are all in the table")
  func complete() throws {
    #expect(Set(Self.rows.map { "coverage/" + $0.0 }) == (try Corpus.files(under: "coverage")))
  }

  /// Lines, lines covered, per cent of lines and of branches, counted by another program.
  static let rows: [(String, Double, Double, Double, Double?)] = [
    ("docs__resources__reports__Clover__Clover.xml", 78, 57, 73.0769, nil),
    ("docs__resources__reports__Cobertura__Cobertura.xml", 97, 70, 72.1649, 50),
    ("generated-here/cobertura-coveragepy.xml", 6, 5, 83.3333, 50),
    ("generated-here/coveragepy.lcov", 6, 5, 83.3333, 50),
    ("src__Testprojects__C++__Reports__Cobertura_CPPCoverage.xml", 2, 0, 0, nil),
    ("src__Testprojects__CSharp__Reports__Cobertura_altcover.xml", 174, 116, 66.6666, 70),
    ("src__Testprojects__CSharp__Reports__Cobertura_dotnet-coverage.xml", 221, 158, 71.4932, 83.3333),
    ("src__Testprojects__CSharp__Reports__Cobertura_dotnettest.xml", 221, 158, 71.4932, 83.3333),
    ("src__Testprojects__Java__Reports__Cobertura2.1.1.xml", 36, 24, 66.6666, 25),
    ("src__Testprojects__Java__Reports__JaCoCo0.8.3.xml", 38, 26, 68.4210, 25),
    ("src__Testprojects__Other__Clover_Istanbul.xml", 11, 11, 100, nil),
    ("src__Testprojects__Other__Cobertura_Swift.xml", 2, 1, 50, nil),
  ]
}
