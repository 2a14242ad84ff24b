internal import ReportAssets

/// The published shape of reports in JSON.
public enum ReportSchema {
  /// The value of `format` in every report of this shape. Members may be added under it; none is removed or changed.
  public static let format = "release-ledger-report/1"

  /// The JSON Schema (2020-12) of a report, as text.
  public static var text: String { String(decoding: ReportAssets.reportSchema, as: UTF8.self) }
}
