internal import LedgerStore
internal import ReleaseRecords

extension Ledger {
  /// Throws for a service of which nothing is on record: a report on it would find nothing, and nothing wrong.
  func requireServices(_ asked: [String]) async throws {
    guard let service = try await unknown(among: asked).first else { return }
    let hint = NearestName.suggestion(for: service, among: try await services()) { Terminal.safe($0) }
    throw Failure("nothing is on record about the service \(Terminal.safe(service))\(hint)", code: .badData)
  }
}
