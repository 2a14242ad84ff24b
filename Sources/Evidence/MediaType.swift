/// The media types of the reports.
enum MediaType: String {
  case xml = "application/xml"
  case json = "application/json"
  case sarif = "application/sarif+json"
  case text = "text/plain"
}
