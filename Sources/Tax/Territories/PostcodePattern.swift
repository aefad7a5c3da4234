/// The postcodes of a special territory: alternatives such as `35###|38###` or `BT#*`.
///
/// `#` stands for a digit, `@` for a letter, `?` for either, `*` at the end for anything more, other characters for
/// themselves. Postcodes are compared without blanks, hyphens and small letters, and without a country's code before a
/// hyphen (`D-78266`, `FR-97100`) or before digits alone (`DE 27498`, `F 97100`).
struct PostcodePattern: Hashable, Sendable {
  private let alternatives: [[UInt8]]

  /// The pattern that `text` writes; `nil` for an empty one.
  init?(_ text: String) {
    guard !text.isEmpty else { return nil }
    alternatives = text.split(separator: "|").map { Array($0.utf8) }
  }

  /// Whether `postcode`, already ``normalised(_:)``, is one of them.
  func matches(_ postcode: [UInt8]) -> Bool {
    alternatives.contains { pattern in
      for (index, wanted) in pattern.enumerated() {
        if wanted == UInt8(ascii: "*") { return true }
        guard index < postcode.count else { return false }
        guard Self.fits(postcode[index], wanted) else { return false }
      }
      return postcode.count == pattern.count
    }
  }

  private static func fits(_ byte: UInt8, _ wanted: UInt8) -> Bool {
    if wanted == byte { return true }
    let isDigit = byte &- UInt8(ascii: "0") < 10
    switch wanted {
    case UInt8(ascii: "#"): return isDigit
    case UInt8(ascii: "@"): return !isDigit
    case UInt8(ascii: "?"): return true
    default: return false
    }
  }

  /// The postcode as it is compared.
  static func normalised(_ postcode: Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var hyphen = -1
    for index in postcode.indices {
      let byte = postcode[index]
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): result.append(byte - 0x20)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): result.append(byte)
      case UInt8(ascii: "-") where hyphen < 0: hyphen = result.count
      default: break
      }
    }
    let letters = result.prefix { $0 >= UInt8(ascii: "A") }.count
    guard 1...2 ~= letters else { return result }
    // Four digits at least: what is shorter, such as AD500, has its letters for its own.
    let isNumber = result.count - letters >= 4 && result.dropFirst(letters).allSatisfy { $0 < UInt8(ascii: "A") }
    return hyphen == letters || isNumber ? Array(result.dropFirst(letters)) : result
  }
}
