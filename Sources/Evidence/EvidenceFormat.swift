/// The formats of reports that are understood.
public enum EvidenceFormat: String, Hashable, Sendable, CaseIterable {
  /// Test reports in XML: JUnit in its dialects, NUnit 2 and 3, xUnit.net, and Visual Studio's TRX.
  case junit
  /// Coverage: Cobertura, JaCoCo and Clover in XML, and lcov's trace files.
  case coverage
}
