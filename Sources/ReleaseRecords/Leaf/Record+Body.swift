extension Record {
  /// The body of the record's leaf: RFC 8785 canonical JSON, with people and text replaced by what stands for them.
  ///
  ///     let body = try record.body(people: directory.id(of:), text: { name, value in try seal(name, value).digest })
  ///
  /// Its members are `amends`, `data`, `environment`, `kind`, `occurred_at`, `service`, `source`, `text` and `version`,
  /// as far as they are there. The record should have been validated.
  ///
  /// - Parameters:
  ///   - people: gives the directory's id for an identity.
  ///   - text: seals a text, and gives the digest of its disclosure.
  /// - Throws: what the closures throw, and ``RecordError`` where the body is longer than ``RecordLimits/bodyBytes``.
  public func body(
    people: (_ identity: String) throws -> String,
    text: (_ name: String, _ value: String) throws -> String
  ) throws -> [UInt8] {
    let bytes = try canonicalBody(people: people, text: text)
    guard bytes.count <= RecordLimits.bodyBytes else { throw RecordError.invalid([.tooLong(bytes.count)]) }
    return bytes
  }

  func canonicalBody(
    people: (String) throws -> String,
    text seal: (String, String) throws -> String
  ) rethrows -> [UInt8] {
    var writer = CanonicalWriter()
    writer.write(raw: "{")
    if let amends {
      writer.write(raw: #""amends":"#)
      writer.write(integer: amends)
      writer.write(raw: ",")
    }
    writer.write(raw: #""data":"#)
    try writer.write(data, KindPlan[kind].data, people: people)
    if let environment {
      writer.write(raw: #","environment":"#)
      writer.write(string: environment)
    }
    writer.write(raw: #","kind":"#)
    writer.write(string: kind.rawValue)
    if let occurredAt {
      writer.write(raw: #","occurred_at":"#)
      writer.write(occurredAt)
    }
    if let service {
      writer.write(raw: #","service":"#)
      writer.write(string: service)
    }
    if let source {
      writer.write(raw: #","source":"#)
      writer.write(source)
    }
    if !text.isEmpty {
      writer.write(raw: #","text":"#)
      try writer.write(JSONObject(distinct: text.map { JSONObject.Member(name: $0, value: .string(try seal($0, $1))) }))
    }
    if let version {
      writer.write(raw: #","version":"#)
      writer.write(string: version.text)
    }
    writer.write(raw: "}")
    return writer.bytes
  }

  /// Everyone whom the record names, in the order of its canonical form, each as often as named.
  public var identities: [String] {
    let plan = KindPlan[kind].data
    return plan.holdsPeople ? data.identities(plan) : []
  }

  /// The record with other values for the people it names.
  public func mappingPeople(_ transform: (_ identity: String) throws -> String) rethrows -> Record {
    var record = self
    let plan = KindPlan[kind].data
    if plan.holdsPeople { record.data = try data.mappingPeople(plan, transform) }
    return record
  }
}

extension CanonicalWriter {
  /// Writes an object of which some values are people.
  fileprivate mutating func write(
    _ object: JSONObject,
    _ plan: ObjectPlan,
    people: (String) throws -> String
  ) rethrows {
    write(plan.holdsPeople ? try object.mappingPeople(plan, people) : object)
  }

  package mutating func write(_ instant: Timestamp) {
    bytes.append(UInt8(ascii: "\""))
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Timestamp.maximumTextLength) { buffer in
      let count = instant.write(into: buffer)
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<count]))
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
