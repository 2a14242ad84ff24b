internal import ReleaseRecords
internal import ReportAssets

/// Which control of a policy gives evidence for which control of a framework.
///
///     let mappings = try ControlMappings()
///     let soc2 = mappings.framework(named: "soc2")
///     mappings.categories(of: "OCT-06", kind: "approval")      // ["approval", "segregation-of-duties"]
///
/// A control stands for categories: those listed for its id, or else those of its kind. A control of a framework
/// names the categories it wants evidence of. The data lies in `reports/mappings/`.
public struct ControlMappings: Sendable {
  public struct Category: Hashable, Sendable {
    public let id: String
    public let title: String
  }

  public let frameworks: [ControlFramework]
  public let categories: [Category]
  /// The controls of the packs that come with the program, in order: `ATL-01` to `INV-20`.
  public let packControls: [String]
  /// What the ledger itself gives evidence of, whatever the policy.
  public let ledgerCategories: [String]
  private let categoriesByControl: [String: [String]]
  private let categoriesByKind: [String: [String]]

  /// Reads the data that comes with the program.
  ///
  /// - Throws: `ControlMappingError` where a file is not of the expected shape, which a test rules out for those
  ///   that are built in.
  public init() throws {
    let controls = try Self.parse(ReportAssets.controlCategories, file: "controls")
    categories = try Self.objects(controls, "categories", file: "controls").map { object in
      try Category(
        id: Self.string(object, "id", file: "controls"),
        title: Self.string(object, "title", file: "controls")
      )
    }
    let byControl = try Self.lists(controls, "by_control", file: "controls")
    packControls = byControl.map(\.name)
    categoriesByControl = Dictionary(byControl.map { ($0.name, $0.values) }) { first, _ in first }
    categoriesByKind = Dictionary(try Self.lists(controls, "by_kind", file: "controls").map { ($0.name, $0.values) }) {
      first,
      _ in first
    }
    ledgerCategories = try Self.strings(controls["by_ledger"], file: "controls", member: "by_ledger")
    frameworks = try ReportAssets.frameworks.map { try Self.framework(Self.parse($0, file: "a framework")) }
  }

  public func framework(named name: String) -> ControlFramework? {
    frameworks.first { $0.name == name }
  }

  /// What a control is about: as its id says, or the id of its row, which is the part before a dot (`OCT-04.2-weeks`).
  /// `kind` is its kind of requirement (`gate`, `approval`, …), for controls that no pack has.
  public func categories(of control: String, kind: String? = nil) -> [String] {
    let row = control.split(separator: ".", maxSplits: 1).first.map(String.init) ?? control
    return categoriesByControl[control] ?? categoriesByControl[row] ?? kind.flatMap { categoriesByKind[$0] } ?? []
  }

  public func title(ofCategory id: String) -> String {
    categories.first { $0.id == id }?.title ?? id
  }

  private static func framework(_ value: JSONValue) throws -> ControlFramework {
    let name = try string(value, "framework", file: "a framework")
    return ControlFramework(
      name: name,
      title: try string(value, "title", file: name),
      edition: try string(value, "edition", file: name),
      controls: try objects(value, "controls", file: name).map { control in
        ControlFramework.Control(
          id: try string(control, "id", file: name),
          oscalID: try string(control, "oscal_id", file: name),
          title: try string(control, "title", file: name),
          categories: try strings(control["categories"], file: name, member: "categories"),
          notCovered: try string(control, "not_covered", file: name)
        )
      }
    )
  }

  private static func parse(_ bytes: [UInt8], file: String) throws -> JSONValue {
    do {
      return try JSONValue(parsing: bytes, limits: .document)
    } catch {
      throw ControlMappingError(file: file, problem: "\(error)")
    }
  }

  private static func string(_ value: JSONValue, _ member: String, file: String) throws -> String {
    guard let string = value[member]?.string else { throw ControlMappingError(file: file, problem: "no \(member)") }
    return string
  }

  private static func objects(_ value: JSONValue, _ member: String, file: String) throws -> [JSONValue] {
    guard let array = value[member]?.array else { throw ControlMappingError(file: file, problem: "no \(member)") }
    return array
  }

  private static func strings(_ value: JSONValue?, file: String, member: String) throws -> [String] {
    guard let strings = value?.array?.map(\.string), !strings.contains(nil) else {
      throw ControlMappingError(file: file, problem: "\(member) is not a list of words")
    }
    return strings.compactMap(\.self)
  }

  private static func lists(
    _ value: JSONValue,
    _ member: String,
    file: String
  ) throws -> [(name: String, values: [String])] {
    guard let object = value[member]?.object else { throw ControlMappingError(file: file, problem: "no \(member)") }
    return try object.map { ($0.name, try strings($0.value, file: file, member: $0.name)) }
  }
}

/// A file of mappings that is not of the expected shape.
public struct ControlMappingError: Error, Hashable, CustomStringConvertible {
  public let file: String
  public let problem: String

  public var description: String { "the control mappings “\(file)” cannot be read: \(problem)" }
}
