internal import ArgumentParser
internal import LedgerStore
internal import ReleaseRecords
internal import TransparencyLog

/// `audit tiles`.
struct AuditTiles: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tiles",
    abstract: "Export the log as static files (C2SP tlog-tiles), for other people's tools to verify.",
    discussion: "The folder gets tile/…, and a signed checkpoint. It holds the records, sealed words as digests only."
  )

  @Argument(help: "The folder; made unless it is there.")
  var folder: String

  @OptionGroup var keyOptions: KeyOptions
  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    let signer = try keyOptions.signer()
    try Files.makeFolder(folder)
    try await ledgerOptions.withLedger { ledger in
      let signed = try await ledger.signCheckpoint(signer)
      let progress = ProgressBar("exporting", totalItems: signed.checkpoint.size)
      var writer = TileWriter(sink: TileFolder(path: folder))
      try await ledger.forEachLeaf(upTo: Int64(signed.checkpoint.size)) { leaf, sequence in
        try writer.append(leaf)
        if sequence % 1024 == 0 { progress.update(items: Int(sequence)) }
      }
      let frontier = try writer.finish()
      progress.finish()
      guard frontier.root == signed.checkpoint.root else {
        throw Failure("the records do not have the checkpoint's root; run `audit verify`", code: .verificationFailed)
      }
      try Files.write(signed.description.utf8, to: folder + "/checkpoint")
      Terminal.writeError("exported \(signed.checkpoint.size) records to \(folder)")
    }
  }
}

/// Writes tiles below a folder.
struct TileFolder: TileSink {
  let path: String

  func write(_ bytes: [UInt8], to resource: String) throws {
    let file = "\(path)/\(resource)"
    if let slash = file.lastIndex(of: "/") { try Files.makeFolder(String(file[..<slash])) }
    try Files.write(bytes, to: file)
  }
}
