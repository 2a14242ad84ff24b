/// Names as they stand in a message, sorted.
func listed(_ words: [String]) -> String {
  words.sorted().map { "`\($0)`" }.joined(separator: ", ")
}
