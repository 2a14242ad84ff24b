extension RecordValidator {
  /// Reads a record from JSON text: a line of a JSON-lines file.
  ///
  ///     {"kind":"gate","service":"kops","version":"1.2.3","data":{"gate":"lint","outcome":"passed"}}
  ///
  /// - Throws: ``RecordError`` with everything that is wrong with it.
  public func record(fromJSON bytes: UnsafeRawBufferPointer) throws(RecordError) -> Record {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(parsing: bytes, limits: .record)
    } catch {
      throw .notJSON(error)
    }
    return try record(from: value)
  }

  public func record(fromJSON text: String) throws(RecordError) -> Record {
    var text = text
    let result: Result<Record, RecordError> = text.withUTF8 { bytes in
      Result { () throws(RecordError) in try record(fromJSON: UnsafeRawBufferPointer(bytes)) }
    }
    return try result.get()
  }

  /// Reads a record from its JSON form.
  ///
  /// The members are `kind`, `service`, `version`, `environment`, `occurred_at`, `source`, `data`, `text`, `amends` and
  /// `key`. Members of another name are refused, and so is `null`: what is not known is left out.
  ///
  /// - Throws: ``RecordError/invalid(_:)`` with every problem, up to ``RecordLimits/reportedProblems``.
  public func record(from value: JSONValue) throws(RecordError) -> Record {
    guard case .object(let object) = value else {
      throw .invalid([RecordProblem(field: "", value: value.shown, expected: "an object with the record's parts")])
    }
    var reader = EnvelopeReader(ValueChecker(latest: latest))
    guard var record = reader.read(object) else { throw .invalid(reader.checker.problems) }
    check(&record, with: &reader.checker, reported: reader.reported)
    guard reader.checker.problems.isEmpty else { throw .invalid(reader.checker.problems) }
    return record
  }
}
