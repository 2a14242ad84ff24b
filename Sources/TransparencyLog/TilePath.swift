/// The end of the path of a tile or a bundle: its index in groups of three digits, and its width where it is partial.
///
/// Index 1234067 is `x001/x234/067`, and with five hashes `x001/x234/067.p/5` (C2SP tlog-tiles, "Merkle Tree").
struct TilePath: CustomStringConvertible {
  let index: Int
  let width: Int

  init(index: Int, width: Int) {
    self.index = index
    self.width = width
  }

  init?(_ path: Substring) {
    let parts = path.split(separator: ".p/", maxSplits: 1, omittingEmptySubsequences: false)
    let digits = parts[0].utf8.filter { $0 != UInt8(ascii: "x") && $0 != UInt8(ascii: "/") }
    let width = parts.count == 1 ? Tile.fullWidth : Int(canonicalDecimal: parts[1].utf8)
    guard let width, (1...Tile.fullWidth).contains(width), let index = Int(String(decoding: digits, as: UTF8.self)),
      index >= 0
    else { return nil }
    self.init(index: index, width: width)
    // There is one way to write a place: whatever else leads to the same numbers is refused.
    guard description.utf8.elementsEqual(path.utf8) else { return nil }
  }

  var description: String {
    var groups: [String] = []
    var rest = index
    repeat {
      let digits = String(rest % 1000)
      groups.append(String(repeating: "0", count: 3 - digits.count) + digits)
      rest /= 1000
    } while rest > 0
    let elements = groups.dropFirst().reversed().map { "x\($0)/" } + groups.prefix(1)
    return elements.joined() + (width == Tile.fullWidth ? "" : ".p/\(width)")
  }
}
