extension PolicyLibrary {
  /// The policies that come with this library: five organisations' processes.
  package static var packs: PolicyLibrary {
    get throws(DocumentError) {
      var documents: [PolicyDocument] = []
      for (name, bytes) in packBytes {
        documents.append(try PolicyDocument(yaml: bytes, named: name + ".yaml"))
      }
      return try PolicyLibrary(documents)
    }
  }

  /// The documents of the packs as they were written, by name.
  package static var packBytes: [(name: String, bytes: [UInt8])] {
    [
      ("atlas", PackageResources.atlas_yaml),
      ("dealscout", PackageResources.dealscout_yaml),
      ("involution", PackageResources.involution_yaml),
      ("octoacme", PackageResources.octoacme_yaml),
      ("sarvanom", PackageResources.sarvanom_yaml),
    ]
  }
}
