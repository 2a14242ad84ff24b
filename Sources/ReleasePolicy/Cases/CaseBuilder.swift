internal import ReleaseRecords

/// Makes cases out of a document: takes records over, turns offsets into times, and numbers the records.
struct CaseBuilder {
  let document: CaseDocument
  private(set) var problems: [DocumentProblem] = []

  init(document: CaseDocument) {
    self.document = document
  }

  mutating func cases() -> [PolicyCase] {
    var names: Set<String> = []
    return document.cases.compactMap { body in
      if !names.insert(body.name).inserted { report(body.mark, "there is another case `\(body.name)`") }
      return build(body)
    }
  }

  private mutating func report(_ mark: Mark, _ message: String) {
    problems.append(DocumentProblem(mark: mark, message: message))
  }

  private mutating func build(_ body: CaseBody) -> PolicyCase? {
    var raw = body.given.flatMap { rawRecords(of: $0, path: []) }
    for pattern in body.without {
      let rest = raw.filter { !$0.matches(pattern) }
      if rest.count == raw.count { report(pattern.mark, "no record is like this: there is nothing to leave out") }
      raw = rest
    }
    for change in body.changed {
      if !raw.contains(where: { $0.matches(change.record) }) {
        report(change.record.mark, "no record is like this: there is nothing to change")
      }
      raw = raw.map { $0.matches(change.record) ? $0.changed(to: change.to) : $0 }
    }
    var reader = CaseRecords(start: document.start, defaults: document.defaults)
    let records = reader.records(from: raw)
    problems += reader.problems
    guard let subject = subject(of: body) else { return nil }
    let last = records.map { max($0.recordedAt, $0.effectiveAt) }.max() ?? document.start
    return PolicyCase(
      name: body.name,
      mark: body.mark,
      subject: subject,
      question: body.ask,
      at: body.now.map { document.start + $0 } ?? last,
      records: records,
      people: people(of: body, records),
      figures: figures(of: body, for: subject),
      expected: body.expect,
      isAllowed: body.isAllowed
    )
  }

  /// Who is who: by the names that the case says are one person's, and by spellings, as the ledger compares them.
  private func people(of body: CaseBody, _ records: [LedgerRecord]) -> People {
    var people = People()
    for (name, person) in body.people { people.aliases[name.comparableIdentity] = person.comparableIdentity }
    people.recognize(Array(body.people.keys) + body.people.values + records.flatMap(\.record.identities))
    return people
  }

  /// The records that an entry stands for, groups taken apart.
  private mutating func rawRecords(of entry: CaseEntry, path: [String]) -> [RawRecord] {
    switch entry {
    case .record(let record): return [record]
    case .group(let name, let mark):
      guard let entries = document.records[name] else {
        let hint = Suggestion.text(for: name, among: document.records.keys.sorted())
        report(mark, "there are no records `\(name)`\(hint)")
        return []
      }
      guard !path.contains(name) else {
        report(mark, "the records `\(name)` contain themselves")
        return []
      }
      return entries.flatMap { rawRecords(of: $0, path: path + [name]) }
    }
  }

  private mutating func subject(of body: CaseBody) -> Subject? {
    let own = body.subject
    guard let service = own.service ?? document.defaults.service else {
      report(body.mark, "the case names no service, and there is none in `defaults`")
      return nil
    }
    let environment = own.environment ?? document.defaults.environment
    if let from = own.from, let until = own.until, from < until {
      let period = document.start + from..<document.start + until
      return Subject(service: service, environment: environment, period: period)
    }
    if own.from != nil || own.until != nil {
      report(body.mark, "a period has both `from` and `until`, in this order")
      return nil
    }
    guard let version = own.version ?? document.defaults.version else {
      report(body.mark, "the case names no version, and there is none in `defaults`")
      return nil
    }
    return Subject(service: service, version: version, environment: environment, deployment: own.deployment)
  }

  private mutating func figures(of body: CaseBody, for subject: Subject) -> [MeasuredFigure] {
    guard let period = subject.period else {
      if !body.figures.isEmpty { report(body.mark, "`figures` need a period") }
      return []
    }
    return body.figures.map {
      MeasuredFigure(
        metric: $0.metric,
        value: $0.value,
        unit: $0.unit,
        types: $0.types,
        from: period.lowerBound,
        until: period.upperBound
      )
    }
  }
}
