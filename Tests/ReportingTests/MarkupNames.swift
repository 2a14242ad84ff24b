import Foundation
import FoundationXML
import Testing

/// The names in the body of a page, as an XML parser sees them: which it can only when every element is closed and
/// every quote paired.
final class MarkupNames: NSObject, XMLParserDelegate {
  private(set) var elements: Set<String> = []
  private(set) var attributes: Set<String> = []
  private(set) var addresses: Set<String> = []

  init(ofBody page: String) throws {
    super.init()
    let start = try #require(page.range(of: "<body>")).lowerBound
    let end = try #require(page.range(of: "</body>")).upperBound
    // `br` is the one void element that a body has.
    let body = page[start..<end].replacing("<br>", with: "<br/>")
    let parser = XMLParser(data: Data(body.utf8))
    parser.delegate = self
    let isWellFormed = parser.parse()
    try #require(isWellFormed, "\(parser.parserError.map { "\($0)" } ?? "") at line \(parser.lineNumber)")
  }

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes attributeDict: [String: String]
  ) {
    elements.insert(name)
    attributes.formUnion(attributeDict.keys)
    if let address = attributeDict["href"] { addresses.insert(address) }
  }
}
