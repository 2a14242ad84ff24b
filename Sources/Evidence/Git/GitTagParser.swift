internal import ReleaseRecords

/// Reads the tags from what `git` prints for ``arguments``, piece by piece.
package struct GitTagParser {
  /// What to run `git` with. Every field ends in NUL, and every tag in a line break.
  package static let arguments = [
    "for-each-ref", "refs/tags",
    "--format=%(refname:strip=2)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)%00"
      + "%(creatordate:unix)%00",
  ]

  private var fields = NULFields(fieldsPerRecord: 6)
  private var tags: [GitTag] = []
  /// The names of tags that lead to something else than a commit.
  package private(set) var otherNames: [String] = []

  package init() {}

  package mutating func consume(_ piece: UnsafeRawBufferPointer) throws(GitHistoryError) {
    var read = tags
    var others = otherNames
    tags = []
    try fields.consume(piece) { number, fields throws(GitHistoryError) in
      let name = String(decoding: fields[0].drop { $0 == UInt8(ascii: "\n") }, as: UTF8.self)
      if let tag = try Self.tag(named: name, number: number, fields: fields) {
        read.append(tag)
      } else {
        others.append(name)
      }
    }
    tags = read
    otherNames = others
  }

  package func finish() throws(GitHistoryError) -> [GitTag] {
    guard fields.isBetweenRecords else { throw .truncated(what: "tag", record: fields.recordCount + 1) }
    return tags
  }

  private static func tag(
    named name: String,
    number: Int,
    fields: [ArraySlice<UInt8>]
  ) throws(GitHistoryError) -> GitTag? {
    let isAnnotated = fields[1].elementsEqual("tag".utf8)
    guard fields[isAnnotated ? 3 : 1].elementsEqual("commit".utf8) else { return nil }
    func malformed(_ field: String, _ value: ArraySlice<UInt8>) -> GitHistoryError {
      .malformed(what: "tag", record: number, field: field, value: String(decoding: value, as: UTF8.self))
    }
    let digits = fields[isAnnotated ? 4 : 2]
    guard let commit = CommitID(digits: digits) else { throw malformed("commit hash", digits) }
    guard let createdAt = Timestamp(unixSeconds: fields[5]) else { throw malformed("time", fields[5]) }
    return GitTag(name: name, commit: commit, createdAt: createdAt, isAnnotated: isAnnotated)
  }
}
