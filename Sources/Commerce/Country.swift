public import Columns

/// A country or territory with a two-letter code.
///
/// Beside ISO 3166-1 there are the codes that customs and tax use for places the standard leaves out (XI Northern
/// Ireland, XK Kosovo, IC Canary Islands, EA Ceuta and Melilla) and withdrawn ones that old data holds. The stored number
/// is the code read in base 26, so it means the same in every build.
public struct Country: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline let number: Int32

  /// The country of a two-letter code in capital letters, as UTF-8; `nil` when there is none of that code.
  ///
  /// This takes codes only; ``CountryNames`` takes what exports hold, `UK` and `EL` included.
  @inlinable
  public init?(_ code: Span<UInt8>) {
    guard code.count == 2, let number = PackedLetters.number(code[0], code[1]),
      CountryTable.shared.isKnown[Int(number)]
    else { return nil }
    self.number = number
  }

  /// The country of a two-letter code in capital letters; `nil` when there is none of that code.
  public init?(_ code: String) {
    let bytes = Array(code.utf8)
    self.init(bytes.span)
  }

  @usableFromInline
  init(number: Int32) { self.number = number }

  /// The two-letter code.
  public var code: String { PackedLetters.text(number, count: 2) }
  /// The English name.
  public var name: String { CountryTable.shared.facts(number)?.name ?? "" }
  /// The three-letter code; `nil` where there is none.
  public var alpha3: String? { CountryTable.shared.facts(number)?.alpha3 }
  /// The three-digit code; `nil` where there is none.
  public var numeric: String? { CountryTable.shared.facts(number)?.numeric }
  /// The day on which the code was withdrawn, such as `2010-12-15`; `nil` for current ones.
  public var withdrawn: String? { CountryTable.shared.facts(number)?.withdrawn }
  /// Every country, by code.
  public static var all: [Country] { CountryTable.shared.all.map(Country.init(number:)) }
}

extension Country: ColumnValue {
  /// The element that a column stores.
  @inlinable public var stored: Int32 { number }
  /// The value of a stored element.
  @inlinable public init(stored: Int32) { number = stored }
}

extension Country: Comparable, CustomStringConvertible {
  /// Whether `left` comes before `right`.
  @inlinable
  public static func < (left: Country, right: Country) -> Bool { left.number < right.number }

  /// The two-letter code.
  public var description: String { code }
}
