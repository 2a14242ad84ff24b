/// What came of asking libpq for the next message of a COPY.
enum CopyDataStatus {
  case data
  case wouldBlock
  case finished
  case failed
}
