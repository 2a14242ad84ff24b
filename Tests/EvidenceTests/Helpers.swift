import Evidence

/// Reads a report given as text.
func evidence(_ text: String, as format: EvidenceFormat) throws(EvidenceError) -> GateEvidence {
  try GateEvidence(reading: Array(text.utf8), as: format, fileName: "report")
}

/// What a report is refused with; nil where it is taken.
func refusal(of text: String, as format: EvidenceFormat) -> EvidenceError? {
  refusal(of: Array(text.utf8), as: format)
}

func refusal(of bytes: [UInt8], as format: EvidenceFormat) -> EvidenceError? {
  do {
    _ = try GateEvidence(reading: bytes, as: format, fileName: "report")
    return nil
  } catch {
    return error
  }
}
