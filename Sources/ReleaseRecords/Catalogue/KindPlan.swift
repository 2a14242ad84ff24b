/// A kind's description laid out for going through many records: its fields in canonical order.
final class KindPlan: Sendable {
  let definition: KindDefinition
  let data: ObjectPlan

  private init(_ kind: RecordKind) {
    definition = Catalogue[kind]
    data = ObjectPlan(definition.fields)
  }

  private static let all = Dictionary(uniqueKeysWithValues: RecordKind.allCases.map { ($0, KindPlan($0)) })

  static subscript(_ kind: RecordKind) -> KindPlan { all[kind] ?? KindPlan(kind) }
}

/// The fields that an object may have.
final class ObjectPlan: Sendable {
  /// In the order of canonical JSON.
  let fields: [FieldPlan]
  let holdsPeople: Bool

  init(_ definitions: [FieldDefinition]) {
    fields = definitions.enumerated()
      .map { FieldPlan(definition: $1, position: $0) }
      .sorted { $0.name.precedesInUTF16($1.name) }
    holdsPeople = fields.contains(where: \.holdsPeople)
  }

  var names: [String] { fields.map(\.name) }
}

/// One field, with what its type contains.
final class FieldPlan: Sendable {
  let definition: FieldDefinition
  /// Its place among the fields as the catalogue lists them.
  let position: Int
  let name: String
  let nameBytes: [UInt8]
  let type: FieldType
  /// The fields of the object that this is, or that this is a list of.
  let object: ObjectPlan?
  let holdsPeople: Bool

  init(definition: FieldDefinition, position: Int) {
    self.definition = definition
    self.position = position
    name = definition.name
    nameBytes = Array(definition.name.utf8)
    type = definition.type
    object =
      switch definition.type {
      case .object(let fields), .list(.object(let fields)): ObjectPlan(fields)
      default: nil
      }
    holdsPeople =
      switch definition.type {
      case .person, .list(.person): true
      default: object?.holdsPeople ?? false
      }
  }
}
