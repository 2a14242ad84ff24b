/// The files beside this one, which are compiled into the program: it runs without them.
package enum ReportAssets {
  /// The style sheet of reports in HTML.
  package static var styleSheet: [UInt8] { PackageResources.report_css }
  /// The JSON Schema of reports in JSON.
  package static var reportSchema: [UInt8] { PackageResources.report_schema_json }
}
