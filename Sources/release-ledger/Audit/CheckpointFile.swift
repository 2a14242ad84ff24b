internal import TransparencyLog

/// Reads checkpoints and public keys from files.
enum CheckpointFile {
  static func read(_ path: String) throws -> SignedCheckpoint {
    do {
      return try SignedCheckpoint(parsing: try Files.read(path))
    } catch let error as MalformedInput {
      throw Failure("\(path): \(error)", code: .badData)
    }
  }

  /// A public key: its text, or a file that holds it.
  static func verifier(_ text: String) throws -> NoteVerifier {
    let isFile = Files.exists(text)
    let key =
      isFile
      ? String(decoding: try Files.read(text), as: UTF8.self).split(separator: "\n").first.map(String.init) : text
    do {
      return try NoteVerifier(key ?? "")
    } catch {
      let missing = isFile ? "" : "; nor is there a file of that name"
      throw Failure("\(text): \(error)\(missing)", code: .badData)
    }
  }
}
