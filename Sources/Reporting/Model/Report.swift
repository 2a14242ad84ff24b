/// What a report says, before anyone decides how it looks.
///
/// A report is a value: the same report renders to the same bytes, in every format. It holds no clock reading and no
/// random value; what it was made from stands in its `provenance`.
///
///     var report = Report(kind: "metrics", title: "Delivery metrics", provenance: provenance)
///     report.sections.append(Report.Section(id: "figures", title: "Figures", blocks: [.figures(figures)]))
///     print(TerminalRenderer(width: 100).render(report))
///
/// Every text in it may come from a stranger; the renderers escape it.
public struct Report: Hashable, Sendable {
  /// What sort of report this is, as the command line names it: `metrics`, `compliance`, `dossier`, …
  public var kind: String
  public var title: String
  /// One line under the title: what the report is about.
  public var subtitle: String?
  /// What was asked for: service, period, time zone, policy, …
  public var parameters: [Definition]
  public var sections: [Section]
  /// Where the report comes from and how to check it, shown at its end.
  public var provenance: Provenance

  public init(
    kind: String,
    title: String,
    subtitle: String? = nil,
    parameters: [Definition] = [],
    sections: [Section] = [],
    provenance: Provenance
  ) {
    self.kind = kind
    self.title = title
    self.subtitle = subtitle
    self.parameters = parameters
    self.sections = sections
    self.provenance = provenance
  }
}
