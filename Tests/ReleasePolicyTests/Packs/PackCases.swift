import Foundation
import Testing

@testable import ReleasePolicy

/// The cases of the packs, as `policy test` runs them.
enum PackCases {
  static func of(_ pack: String) throws -> PolicyCases {
    let url = try #require(Bundle.module.url(forResource: pack, withExtension: "yaml", subdirectory: "Cases"))
    return try PolicyCases(yaml: Array(Data(contentsOf: url)), named: "\(pack).yaml")
  }
}
