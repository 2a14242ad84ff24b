extension JSONObject {
  /// The values of fields that are people.
  func identities(_ plan: ObjectPlan) -> [String] {
    var found: [String] = []
    for field in plan.fields where field.holdsPeople {
      guard let value = self[field.name] else { continue }
      switch value {
      case .string(let identity): found.append(identity)
      case .object(let object):
        if let plan = field.object { found += object.identities(plan) }
      case .array(let elements):
        for element in elements {
          switch element {
          case .string(let identity): found.append(identity)
          case .object(let object):
            if let plan = field.object { found += object.identities(plan) }
          default: break
          }
        }
      default: break
      }
    }
    return found
  }

  /// The object with other values for its people.
  func mappingPeople(_ plan: ObjectPlan, _ transform: (String) throws -> String) rethrows -> JSONObject {
    var mapped = self
    for field in plan.fields where field.holdsPeople {
      guard let index = mapped.members.firstIndex(where: { $0.name == field.name }) else { continue }
      mapped.members[index].value = try mapped.members[index].value.mappingPeople(field, transform)
    }
    return mapped
  }
}

extension JSONValue {
  fileprivate func mappingPeople(_ field: FieldPlan, _ transform: (String) throws -> String) rethrows -> JSONValue {
    switch self {
    case .string(let identity): .string(try transform(identity))
    case .array(let elements): .array(try elements.map { try $0.mappingPeople(field, transform) })
    case .object(let object):
      if let plan = field.object { .object(try object.mappingPeople(plan, transform)) } else { self }
    default: self
    }
  }
}
