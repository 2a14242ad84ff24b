internal import Glibc
internal import LedgerStore
internal import ReleaseRecords

/// Records the lines of a JSON-lines file, with a progress bar.
///
/// Memory does not grow with the file.
struct LineImport {
  /// What becomes of a file in which lines are broken.
  enum Policy {
    /// All lines are checked before the first is sent; one broken line, and nothing is recorded.
    case refuseWhole
    /// Lines are sent as they come, up to the broken one. Lines without a key get one made of their content, so that the
    /// mended file can be given again.
    case stopAtFault
    /// Broken lines are written to this file, with their faults, and the others are recorded.
    case setAside(String)
  }

  let path: String
  let policy: Policy

  private var name: String { path == "-" ? "standard input" : path }

  func run(_ options: LedgerOptions) async throws {
    guard case .refuseWhole = policy else {
      return try await options.withLedger { try await send(path, to: $0) }
    }
    let source = try path == "-" ? TemporaryFile.standardInput() : TemporaryFile(keeping: path)
    try check(source.path)
    try await options.withLedger { try await sendWhole(source.path, to: $0) }
  }

  /// Sends all lines, or none where the database refuses one.
  private func sendWhole(_ source: String, to ledger: Ledger) async throws {
    let progress = ProgressBar("recording", totalBytes: Files.size(source))
    let validator = RecordValidator(now: .now)
    let reader = try LineReader(source)
    let known = try await ledger.head().size
    var sent = 0
    let counts = try await ledger.appendWhole {
      var records: [Record] = []
      while records.count < BatchSender.size, let line = try reader.next() {
        do throws(RecordError) {
          var record = try validator.record(fromJSON: line)
          if let fault = record.fault(known: known) { throw fault }
          // Equal lines may be two facts.
          record.key = record.key ?? RequestKey.random()
          records.append(record)
        } catch {
          throw Failure(
            (describe(error, reader.number) + ["nothing was recorded"]).joined(separator: "\n"),
            code: .badData
          )
        }
      }
      progress.update(bytes: reader.bytesRead, items: sent)
      sent += records.count
      return records
    }
    progress.finish()
    report(counts.new, repeated: counts.repeated)
  }

  private func report(_ new: Int, repeated: Int) {
    Terminal.writeError("recorded \(new)" + (repeated > 0 ? "; \(repeated) were there already" : ""))
  }

  /// Goes through all lines without sending any, and throws for the broken ones.
  private func check(_ source: String) throws {
    let validator = RecordValidator(now: .now)
    let reader = try LineReader(source)
    var faults: [String] = []
    var count = 0
    while let line = try reader.next() {
      do throws(RecordError) {
        _ = try validator.record(fromJSON: line)
      } catch {
        count += 1
        if count <= 20 { faults += describe(error, reader.number) }
      }
    }
    guard count > 0 else { return }
    if count > 20 { faults.append("… and \(count - 20) more lines") }
    faults.append("nothing was recorded; mend the lines, or set them aside with --keep-going FILE")
    throw Failure(faults.joined(separator: "\n"), code: .badData)
  }

  private func describe(_ error: RecordError, _ line: Int) -> [String] {
    error.problems.map { "\(name), line \(line): \($0)" }
  }

  private func send(_ source: String, to ledger: Ledger) async throws {
    var sender = BatchSender(ledger: ledger)
    do {
      try await send(source, by: &sender)
    } catch let error where Failure.knows(error) && sender.sent > 0 {
      let failure = Failure(error)
      throw Failure("\(failure.message)\nthe first \(sender.sent) records are in the ledger", code: failure.code)
    }
  }

  private func send(_ source: String, by sender: inout BatchSender) async throws {
    var rejects: RejectedLines?
    // A file that cannot be written is said before anything is recorded.
    if case .setAside(let path) = policy { rejects = try RejectedLines(path, from: source) }
    let progress = ProgressBar("recording", totalBytes: Files.size(source))
    let validator = RecordValidator(now: .now)
    let reader = try LineReader(source)
    var known: Int64?
    while let line = try reader.next() {
      var reading = read(line, by: validator)
      if let record = try? reading.get() {
        let earlier = if let known { known } else { try await self.known(before: record, in: sender.ledger) }
        known = earlier
        if let fault = record.fault(known: earlier), try await position(of: record, in: sender.ledger) == nil {
          reading = .failure(fault)
        }
      }
      switch reading {
      case .success(let record):
        sender.add(record)
      case .failure(let error):
        guard let rejects else {
          try await sender.finish()
          throw Failure(
            (describe(error, reader.number) + [
              "the lines before it are recorded; mend it and give the whole file again: what is there is not recorded twice"
            ]).joined(separator: "\n"),
            code: .badData
          )
        }
        try rejects.add(line, reader.number, error)
      }
      if sender.isFull {
        try await sender.send()
        progress.update(bytes: reader.bytesRead, items: sender.sent)
      }
    }
    try await sender.finish()
    progress.finish()
    try rejects?.finish()
    report(sender.sent - sender.repeated, repeated: sender.repeated)
    if case .setAside(let path) = policy, let rejects, rejects.count > 0 {
      throw Failure("\(rejects.count) lines were set aside in \(path), with their faults", code: .badData)
    }
  }

  /// The record of a line, with a key.
  private func read(_ line: ArraySlice<UInt8>, by validator: RecordValidator) -> Result<Record, RecordError> {
    Result { () throws(RecordError) in
      var record = try validator.record(fromJSON: line)
      record.key = record.key ?? LineKey.key(line, of: record)
      return record
    }
  }

  /// How many records there were before the lines that begin with this one: fewer than there are now where the lines were
  /// given before, and not all of them were taken.
  private func known(before first: Record, in ledger: Ledger) async throws -> Int64 {
    let size = try await ledger.head().size
    return min(size, try await position(of: first, in: ledger) ?? size)
  }

  /// Where a line's record is in the log, if it was taken before.
  private func position(of record: Record, in ledger: Ledger) async throws -> Int64? {
    guard let key = record.key else { return nil }
    return try await ledger.sequences(ofKeys: [key]).first
  }
}

extension RecordValidator {
  /// Reads a record from a line of JSON.
  func record(fromJSON line: ArraySlice<UInt8>) throws(RecordError) -> Record {
    let result: Result<Record, RecordError> = line.withUnsafeBytes { bytes in
      Result { () throws(RecordError) in try record(fromJSON: bytes) }
    }
    return try result.get()
  }
}

extension Record {
  /// What is wrong with a record that sets aside what is not among the first `known`: the position of what only comes with
  /// its lines is a guess, or that of another ledger.
  fileprivate func fault(known: Int64) -> RecordError? {
    let corrected = kind == .correction ? data["record"]?.integer : nil
    let problems = [("amends", amends), ("data.record", corrected)].compactMap { field, target in
      target.flatMap { target in
        target < known
          ? nil
          : RecordProblem(
            field: field,
            value: "\(target)",
            expected: "a record from before these lines: there are \(known)"
          )
      }
    }
    return problems.isEmpty ? nil : .invalid(problems)
  }
}
