/// The files beside this one, which are compiled into the program: it runs without them.
package enum ReportAssets {
  /// The style sheet of reports in HTML.
  package static var styleSheet: [UInt8] { PackageResources.report_css }
  /// The JSON Schema of reports in JSON.
  package static var reportSchema: [UInt8] { PackageResources.report_schema_json }
  /// What each control of the packs is about.
  package static var controlCategories: [UInt8] { PackageResources.controls_json }
  /// Control frameworks, in the order in which they are listed.
  package static var frameworks: [[UInt8]] {
    [
      PackageResources.soc2_json, PackageResources.iso27001_json, PackageResources.nist_800_53_json,
      PackageResources.pci_dss_json, PackageResources.sox_itgc_json, PackageResources.ssdf_json,
    ]
  }
}
