/// Reads CSV as RFC 4180 defines it, in UTF-8, piece by piece.
///
///     var parser = CSVParser()
///     try parser.consume(bytes) { fields in … }
///     try parser.finish { fields in … }
///
/// Rows end in CRLF or LF; a byte order mark at the start and empty lines are passed over. All rows have as many fields
/// as the first. A row has at most 1 MiB, since an unclosed quote would otherwise take in the rest of the file.
package struct CSVParser {
  package static let rowLimitBytes = 1_048_576

  private enum State {
    case fieldStart, plain, quoted, quoteInQuoted, carriageReturn
  }

  private var state = State.fieldStart
  private var field: [UInt8] = []
  private var fields: [CSVField] = []
  private var fieldCount: Int?
  private var rowBytes = 0
  private var isAtStart = true
  private var byteOrderMark: [UInt8] = []
  private var isFieldQuoted = false

  private var line = 1
  private var column = 0
  /// Where the field begins.
  private var start = (line: 1, column: 1)

  package init() {}

  /// Takes the next piece, and hands over each row that it completes.
  package mutating func consume(
    _ piece: UnsafeRawBufferPointer,
    row: (_ fields: [CSVField]) throws -> Void
  ) throws {
    var position = 0
    while position < piece.count {
      let byte = piece[position]
      if isAtStart {
        if byteOrderMark.count < 3, byte == [0xEF, 0xBB, 0xBF][byteOrderMark.count] {
          byteOrderMark.append(byte)
          position += 1
          continue
        }
        try leaveStart(row)
      }
      try take(byte, row)
      position += 1
      if state == .plain || state == .quoted { position = takeRun(piece, from: position) }
    }
  }

  /// Takes at once what can only be part of the field, up to the row's limit; the next position to look at.
  private mutating func takeRun(_ piece: UnsafeRawBufferPointer, from start: Int) -> Int {
    let limit = min(piece.count, start + Self.rowLimitBytes - rowBytes)
    var end = start
    while end < limit {
      let byte = piece[end]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") { break }
      if state == .plain && (byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\r")) { break }
      if byte & 0xC0 != 0x80 { column += 1 }
      end += 1
    }
    field.append(contentsOf: piece[start..<end])
    rowBytes += end - start
    return end
  }

  /// What began like a byte order mark and was none is text.
  private mutating func leaveStart(_ row: ([CSVField]) throws -> Void) throws {
    isAtStart = false
    guard byteOrderMark.count < 3 else { return }
    for byte in byteOrderMark { try take(byte, row) }
  }

  /// Ends the last row, where no line break has.
  package mutating func finish(row: (_ fields: [CSVField]) throws -> Void) throws {
    if isAtStart { try leaveStart(row) }
    switch state {
    case .quoted:
      throw CSVError(line: start.line, column: start.column, reason: "the quote that opens here is never closed")
    case .carriageReturn:
      throw error("a carriage return without a line feed: put the field in quotes")
    case .fieldStart, .plain, .quoteInQuoted:
      if state != .fieldStart || !fields.isEmpty { try endRow(row) }
    }
  }

  private mutating func take(_ byte: UInt8, _ row: ([CSVField]) throws -> Void) throws {
    // Continuation bytes of UTF-8 belong to the character before.
    if byte & 0xC0 != 0x80 { column += 1 }
    rowBytes += 1
    guard rowBytes <= Self.rowLimitBytes else {
      throw CSVError(
        line: start.line,
        column: start.column,
        reason: "the row is longer than \(Self.rowLimitBytes) bytes: is a quote not closed?"
      )
    }
    switch (state, byte) {
    case (.quoted, UInt8(ascii: "\"")):
      state = .quoteInQuoted
    case (.quoted, _):
      field.append(byte)
      if byte == UInt8(ascii: "\n") { countLine() }
    case (.carriageReturn, UInt8(ascii: "\n")):
      try endRow(row)
    case (.carriageReturn, _):
      throw error("a carriage return without a line feed: put the field in quotes")
    case (_, UInt8(ascii: ",")):
      try endField()
    case (_, UInt8(ascii: "\n")):
      try endRow(row)
    case (_, UInt8(ascii: "\r")):
      state = .carriageReturn
    case (.quoteInQuoted, UInt8(ascii: "\"")):
      field.append(byte)
      state = .quoted
    case (.quoteInQuoted, _):
      throw error("after the closing quote, only a comma or the end of the line may follow")
    case (.fieldStart, UInt8(ascii: "\"")):
      isFieldQuoted = true
      state = .quoted
    case (.plain, UInt8(ascii: "\"")):
      throw error("a quote inside a field that is not in quotes: put the field in quotes and double this one")
    case (.fieldStart, _), (.plain, _):
      state = .plain
      field.append(byte)
    }
  }

  private mutating func endField() throws {
    guard let text = String(validating: field, as: UTF8.self) else {
      throw CSVError(line: start.line, column: start.column, reason: "the field is not valid UTF-8")
    }
    guard !field.contains(0) else {
      throw CSVError(line: start.line, column: start.column, reason: "the field contains the character NUL")
    }
    fields.append(CSVField(text: text, line: start.line, column: start.column))
    field.removeAll(keepingCapacity: true)
    isFieldQuoted = false
    state = .fieldStart
    start = (line, column + 1)
  }

  private mutating func endRow(_ row: ([CSVField]) throws -> Void) throws {
    let isEmptyLine = fields.isEmpty && field.isEmpty && !isFieldQuoted
    if !isEmptyLine {
      try endField()
      let read = fields
      try checkCount(read)
      fields.removeAll(keepingCapacity: true)
      try row(read)
    }
    state = .fieldStart
    rowBytes = 0
    countLine()
    start = (line, 1)
  }

  private mutating func checkCount(_ read: [CSVField]) throws {
    guard let fieldCount else {
      fieldCount = read.count
      return
    }
    guard read.count != fieldCount else { return }
    let place = read.count > fieldCount ? read[fieldCount] : read[read.count - 1]
    throw CSVError(
      line: place.line,
      column: place.column,
      reason: "the row has \(read.count) fields, and the first row has \(fieldCount)"
    )
  }

  private mutating func countLine() {
    line += 1
    column = 0
  }

  private func error(_ reason: String) -> CSVError {
    CSVError(line: line, column: column, reason: reason)
  }
}
