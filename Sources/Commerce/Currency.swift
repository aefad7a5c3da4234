public import Columns

/// A currency of ISO 4217, current or withdrawn since 1999.
///
/// The stored number is the code read in base 26, so it means the same in every build and finds its facts by index.
public struct Currency: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline let number: Int32

  /// The currency of a three-letter code in capital letters, as UTF-8; `nil` when ISO 4217 has none of that code.
  @inlinable
  public init?(_ code: Span<UInt8>) {
    guard code.count == 3,
      let number = PackedLetters.number(code[0], code[1], code[2]),
      CurrencyTable.shared.isKnown(number)
    else { return nil }
    self.number = number
  }

  /// The currency of a three-letter code in capital letters; `nil` when ISO 4217 has none of that code.
  public init?(_ code: String) {
    let bytes = Array(code.utf8)
    self.init(bytes.span)
  }

  /// The euro.
  public static let euro = Currency(number: PackedLetters.number("EUR"))
  /// The pound sterling.
  public static let poundSterling = Currency(number: PackedLetters.number("GBP"))
  /// The United States dollar.
  public static let usDollar = Currency(number: PackedLetters.number("USD"))
  /// The Canadian dollar.
  public static let canadianDollar = Currency(number: PackedLetters.number("CAD"))
  /// The Australian dollar.
  public static let australianDollar = Currency(number: PackedLetters.number("AUD"))

  @usableFromInline
  init(number: Int32) { self.number = number }

  /// The three-letter code.
  public var code: String { PackedLetters.text(number, count: 3) }
  /// Decimals of the minor unit; `nil` for metals, units of account and test codes, which are no money.
  @inlinable public var exponent: Int? { CurrencyTable.shared.exponent(number) }
  /// The English name.
  public var name: String { CurrencyTable.shared.facts(number)?.name ?? "" }
  /// The three-digit numeric code.
  public var numeric: String { CurrencyTable.shared.facts(number)?.numeric ?? "" }
  /// The month in which it ceased to be legal tender, such as `2002-03`; `nil` for current ones.
  public var withdrawn: String? { CurrencyTable.shared.facts(number)?.withdrawn }
  /// Every currency, by code.
  public static var all: [Currency] { CurrencyTable.shared.all.map(Currency.init(number:)) }
}

extension Currency: ColumnValue {
  /// The element that a column stores.
  @inlinable public var stored: Int32 { number }
  /// The value of a stored element.
  @inlinable public init(stored: Int32) { number = stored }
}

extension Currency: Comparable, CustomStringConvertible {
  /// Whether `left` comes before `right`.
  @inlinable
  public static func < (left: Currency, right: Currency) -> Bool { left.number < right.number }

  /// The three-letter code.
  public var description: String { code }
}
