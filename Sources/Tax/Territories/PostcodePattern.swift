/// The postcodes of a special territory or of a country: alternatives such as `35###|38###` or `BT#*`.
///
/// `#` stands for a digit, `@` for a letter, `?` for either, `*` at the end for anything more, other characters for
/// themselves. Postcodes are compared without blanks, hyphens and small letters, and without a country's code before a
/// hyphen (`D-78266`, `FR-97100`) or before digits alone (`DE 27498`, `F 97100`). They are read where they stand: every
/// address is asked, so nothing is copied for it.
struct PostcodePattern: Hashable, Sendable {
  /// The alternatives, a bar between them.
  private let alternatives: [UInt8]

  /// The pattern that `text` writes; `nil` for an empty one.
  init?(_ text: String) {
    guard !text.isEmpty else { return nil }
    alternatives = Array(text.utf8)
  }

  /// Whether `postcode` is one of them, as a source has it.
  func matches(_ postcode: Span<UInt8>) -> Bool {
    let first = Self.start(of: postcode)
    var place = first
    var isOpen = true
    for wanted in alternatives {
      if wanted == UInt8(ascii: "|") {
        if isOpen, Self.next(in: postcode, at: &place) == nil { return true }
        place = first
        isOpen = true
      } else if isOpen {
        if wanted == UInt8(ascii: "*") { return true }
        isOpen = Self.next(in: postcode, at: &place).map { Self.fits($0, wanted) } ?? false
      }
    }
    return isOpen && Self.next(in: postcode, at: &place) == nil
  }

  /// Whether `postcode` has no letter and no digit.
  static func isBlank(_ postcode: Span<UInt8>) -> Bool {
    var place = 0
    return next(in: postcode, at: &place) == nil
  }

  private static func fits(_ byte: UInt8, _ wanted: UInt8) -> Bool {
    if wanted == byte { return true }
    switch wanted {
    case UInt8(ascii: "#"): return isDigit(byte)
    case UInt8(ascii: "@"): return !isDigit(byte)
    case UInt8(ascii: "?"): return true
    default: return false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// The next letter, as a capital, or digit from `place` on, which is moved behind it; `nil` at the end.
  private static func next(in postcode: Span<UInt8>, at place: inout Int) -> UInt8? {
    while place < postcode.count {
      let byte = postcode[place]
      place += 1
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): return byte - 0x20
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): return byte
      default: continue
      }
    }
    return nil
  }

  /// Where the postcode begins behind a country's code.
  private static func start(of postcode: Span<UInt8>) -> Int {
    var place = 0
    var behind = 0
    var letters = 0
    while let sign = next(in: postcode, at: &place), !isDigit(sign) {
      letters += 1
      behind = place
    }
    guard 1...2 ~= letters else { return 0 }
    var digits = 0
    var isNumber = true
    place = behind
    while let sign = next(in: postcode, at: &place) {
      if isDigit(sign) { digits += 1 } else { isNumber = false }
    }
    // Four digits at least: what is shorter, such as AD500, has its letters for its own.
    return isNumber && digits >= 4 || hasHyphen(postcode, behind: behind) ? behind : 0
  }

  /// Whether the first hyphen stands behind the leading letters, which end before `behind`.
  private static func hasHyphen(_ postcode: Span<UInt8>, behind: Int) -> Bool {
    for index in 0..<postcode.count {
      switch postcode[index] {
      case UInt8(ascii: "-"): return index >= behind
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        if index >= behind { return false }
      default: continue
      }
    }
    return false
  }
}
