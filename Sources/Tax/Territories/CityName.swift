/// The name of a city as it is compared: small letters without accents, one blank between words.
///
/// `Büsingen a. H.`, `BUSINGEN A H` and `büsingen  a.h.` are one; names in data are written in this form.
enum CityName {
  /// The form of `name` that is compared.
  static func folded(_ name: Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < name.count {
      let byte = name[index]
      index += 1
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): result.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): result.append(byte | 0x20)
      case 0xC3 where index < name.count:
        if let letter = letter(name[index]) { result.append(letter) }
        index += 1
      // A combining accent, as in decomposed text, belongs to the letter before it.
      case 0xCC, 0xCD: index += 1
      default: if result.last != UInt8(ascii: " "), !result.isEmpty { result.append(UInt8(ascii: " ")) }
      }
    }
    if result.last == UInt8(ascii: " ") { result.removeLast() }
    return result
  }

  /// The letter without its accent of the second byte of U+00C0 to U+00FF in UTF-8.
  private static func letter(_ byte: UInt8) -> UInt8? {
    switch byte | 0x20 {
    case 0xA0...0xA6: UInt8(ascii: "a")
    case 0xA7: UInt8(ascii: "c")
    case 0xA8...0xAB: UInt8(ascii: "e")
    case 0xAC...0xAF: UInt8(ascii: "i")
    case 0xB1: UInt8(ascii: "n")
    case 0xB2...0xB6, 0xB8: UInt8(ascii: "o")
    case 0xB9...0xBC: UInt8(ascii: "u")
    case 0xBD, 0xBF: UInt8(ascii: "y")
    default: nil
    }
  }

  /// Whether the words of `city` hold those of `name` one after the other, both folded.
  static func contains(_ city: [UInt8], _ name: [UInt8]) -> Bool {
    guard !name.isEmpty, city.count >= name.count else { return false }
    let blank = UInt8(ascii: " ")
    for start in 0...(city.count - name.count) where start == 0 || city[start - 1] == blank {
      let end = start + name.count
      if end == city.count || city[end] == blank, city[start..<end].elementsEqual(name) { return true }
    }
    return false
  }
}
