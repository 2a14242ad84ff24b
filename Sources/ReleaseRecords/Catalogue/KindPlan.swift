/// A kind's description laid out for going through many records: its fields in canonical order.
struct KindPlan: Sendable {
  let definition: KindDefinition
  let data: ObjectPlan

  private static let all: [RecordKind: KindPlan] = Dictionary(
    uniqueKeysWithValues: RecordKind.allCases.map { kind in
      let definition = Catalogue[kind]
      return (kind, KindPlan(definition: definition, data: ObjectPlan(definition.fields)))
    }
  )

  static subscript(_ kind: RecordKind) -> KindPlan {
    all[kind] ?? KindPlan(definition: Catalogue[kind], data: ObjectPlan(Catalogue[kind].fields))
  }
}

/// The fields that an object may have.
struct ObjectPlan: Sendable {
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
struct FieldPlan: Sendable {
  let definition: FieldDefinition
  /// Its place among the fields as the catalogue lists them.
  let position: Int
  let name: String
  let type: FieldType
  /// The fields of the object that this is, or that this is a list of.
  let object: ObjectPlan?
  let holdsPeople: Bool

  init(definition: FieldDefinition, position: Int) {
    self.definition = definition
    self.position = position
    name = definition.name
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
