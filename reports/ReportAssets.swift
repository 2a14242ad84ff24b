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
  /// The release checklists of organisations.
  package static var checklistTemplates: [[UInt8]] { [PackageResources.checklist_octoacme_json] }
  /// The release notes of organisations; the last one is for all that have none of their own.
  package static var notesTemplates: [[UInt8]] {
    [
      PackageResources.notes_octoacme_json, PackageResources.notes_octoacme_hotfix_json,
      PackageResources.notes_dealscout_json, PackageResources.notes_standard_json,
    ]
  }
}
