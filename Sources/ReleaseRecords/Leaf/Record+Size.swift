extension Record {
  /// A limit that the canonical body does not exceed, quicker to tell than its size. People count as they stand here.
  var maximumBodyBytes: Int {
    var bytes = 512 + data.maximumBytes + (source?.maximumBytes ?? 0)
    bytes += 6 * ((service?.utf8.count ?? 0) + (environment?.utf8.count ?? 0) + (version?.text.utf8.count ?? 0))
    for name in text.keys {
      bytes += 6 * name.utf8.count + 64
    }
    return bytes
  }
}

extension JSONObject {
  fileprivate var maximumBytes: Int {
    members.reduce(2) { $0 + 6 * $1.name.utf8.count + 4 + $1.value.maximumBytes }
  }
}

extension JSONValue {
  fileprivate var maximumBytes: Int {
    switch self {
    case .null, .boolean: 5
    case .number: 25
    // An escaped character takes six bytes.
    case .string(let text): 6 * text.utf8.count + 2
    case .array(let elements): elements.reduce(2) { $0 + 1 + $1.maximumBytes }
    case .object(let object): object.maximumBytes
    }
  }
}
