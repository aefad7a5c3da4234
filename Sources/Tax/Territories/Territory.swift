public import Columns
public import Commerce

/// A territory with value added tax of its own: a state by its VAT code (Greece is `EL`), or a part of it with rates of
/// its own, such as `PT-20` (Azores), or `XI`.
///
/// The stored number is the code of up to six characters read in base 38, so it means the same in every build.
public struct Territory: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline let number: Int32

  /// The territory of a code of up to six capital letters, digits and hyphens that starts with a letter.
  ///
  /// The form is all that is checked: which territories there are is a matter of the tables.
  public init?(_ code: String) {
    let bytes = Array(code.utf8)
    guard 1...6 ~= bytes.count, bytes[0] &- UInt8(ascii: "A") < 26 else { return nil }
    var number: Int64 = 0
    for place in 0..<6 {
      guard place < bytes.count else {
        number *= 38
        continue
      }
      guard let digit = Self.digit(bytes[place]) else { return nil }
      number = number * 38 + digit
    }
    self.number = Int32(number)
  }

  @usableFromInline
  init(number: Int32) { self.number = number }

  /// The code.
  public var code: String {
    var characters: [UInt8] = []
    var rest = Int64(number)
    var divisor: Int64 = 38 * 38 * 38 * 38 * 38
    while divisor > 0, rest > 0 {
      characters.append(Self.character(rest / divisor))
      rest %= divisor
      divisor /= 38
    }
    return String(decoding: characters, as: UTF8.self)
  }

  /// The state that the territory is a part of by its code: `AT` for `AT-JM`, itself where there is no hyphen.
  public var prefix: Territory {
    var head: Int32 = 0
    var divisor = Self.highest
    var rest = number
    while divisor > 0 {
      let digit = rest / divisor
      if digit == 37 { break }
      head += digit * divisor
      rest -= digit * divisor
      divisor /= 38
    }
    return Territory(number: head)
  }

  /// The country that the territory is or belongs to; `nil` where its code does not begin with a country's.
  public var country: Country? {
    let head = prefix.number
    let first = head / Self.highest
    let second = head / (Self.highest / 38) % 38
    guard first > 0, 1...26 ~= second, head % (Self.highest / 38) == 0 else { return nil }
    let country = Country(stored: (first - 1) * 26 + second - 1)
    return country == Self.vatGreece ? Self.greece : country
  }

  /// The weight of the first character.
  private static let highest: Int32 = 38 * 38 * 38 * 38 * 38
  /// The code under which Greece registers for VAT, as if it were a country's.
  private static let vatGreece = Country(stored: 4 * 26 + 11)
  private static let greece = Country(stored: 6 * 26 + 17)

  private static func digit(_ byte: UInt8) -> Int64? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int64(byte - UInt8(ascii: "A")) + 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int64(byte - UInt8(ascii: "0")) + 27
    case UInt8(ascii: "-"): 37
    default: nil
    }
  }

  private static func character(_ digit: Int64) -> UInt8 {
    switch digit {
    case 1...26: UInt8(ascii: "A") + UInt8(digit - 1)
    case 27...36: UInt8(ascii: "0") + UInt8(digit - 27)
    default: UInt8(ascii: "-")
    }
  }
}

extension Territory: ColumnValue {
  /// The element that a column stores.
  @inlinable public var stored: Int32 { number }
  /// The value of a stored element.
  @inlinable public init(stored: Int32) { number = stored }
}

extension Territory: Comparable, CustomStringConvertible {
  /// Whether `left` comes before `right`.
  @inlinable
  public static func < (left: Territory, right: Territory) -> Bool { left.number < right.number }

  /// The code.
  public var description: String { code }
}
