internal import ReleasePolicy
internal import ReleaseRecords

extension [LedgerRecord] {
  /// The first record that withdraws or replaces another, by the other's sequence number.
  var replacements: [Int64: Int64] {
    Supersession(ascending).replacements
  }
}
