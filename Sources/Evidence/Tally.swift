/// What a reader adds up over the files of one gate.
protocol Tally {
  init()
  /// What it all comes to.
  var reading: Reading { get }
}
