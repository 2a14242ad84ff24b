public import ReleaseRecords

/// Findings in the Open Security Controls Assessment Language (OSCAL 1.2, assessment results).
public enum OSCAL {
  public static let version = "1.2.1"
  static let namespace = "urn:release-ledger:oscal"

  /// The document. The same assessment gives the same bytes: its UUIDs are of version 5, made from what they name.
  ///
  /// Each finding of the ledger becomes an observation; each control of the framework, or of the policy where no
  /// framework is given, becomes a finding that rests on its observations. It is satisfied only where every one of
  /// them is met. A control to which nothing applied has no finding.
  ///
  /// - Parameter sha1: the SHA-1 digest of bytes, which UUIDs of version 5 are defined by.
  public static func assessmentResults(
    _ assessment: OSCALAssessment,
    sha1: @escaping ([UInt8]) -> [UInt8]
  ) -> JSONValue {
    var document = OSCALDocument(assessment, uuid: NameUUID(sha1: sha1))
    return ["assessment-results": document.assessmentResults()]
  }
}
