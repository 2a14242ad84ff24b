internal import Crypto
internal import Postgres
internal import ReleaseRecords

extension Ledger {
  /// Keeps a document of at most 4 MiB beside the log, for a record to name by its digest, and returns the digest:
  /// `sha256:` and 64 hexadecimal digits.
  public func keep(document content: [UInt8], mediaType: String) async throws -> String {
    try await withConnection { connection in
      try await connection.query("select ledger.keep_document(\(mediaType), \(content))").single(as: String.self)
    }
  }

  /// A document by its digest; nil where none is kept.
  ///
  /// - Throws: ``LedgerError/corrupt(sequence:_:)`` where what is kept has another digest.
  public func document(_ digest: String) async throws -> [UInt8]? {
    let content = try await withConnection { connection in
      try await connection.query("select content from ledger.document where digest = \(digest)").first(as: [UInt8].self)
    }
    guard let content else { return nil }
    guard Self.digest(of: content) == digest else {
      throw LedgerError.corrupt(sequence: nil, "the document \(digest) is not the one that was kept")
    }
    return content
  }

  /// The digest of bytes as records write it: `sha256:` and 64 hexadecimal digits.
  public static func digest(of bytes: [UInt8]) -> String {
    "sha256:" + SHA256.hash(data: bytes).hexadecimal
  }
}
