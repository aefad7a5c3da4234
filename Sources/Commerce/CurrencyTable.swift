/// The facts of each currency, from `Data/currencies.csv`.
///
/// Current codes, numeric codes and minor units are ISO 4217's table A.1, withdrawn ones table A.3, as published in the
/// public domain by the Frictionless Data `currency-codes` set; the exponents of withdrawn currencies, which A.3 leaves
/// out, are those of the standard while they were legal tender (0 for BEF, BYR, ESP, GRD, ITL, LUF, MGF, PTE, TPE, TRL).
@usableFromInline
struct CurrencyTable: Sendable {
  struct Facts: Sendable {
    var name: String
    var numeric: String
    var withdrawn: String?
  }

  @usableFromInline static let shared = CurrencyTable()

  /// Exponent by the currency's number; ``notMoney`` and ``unknown`` are negative.
  @usableFromInline let exponents: [Int8]
  let all: [Int32]
  private let index: [Int32: Facts]

  @usableFromInline static var unknown: Int8 { -1 }
  @usableFromInline static var notMoney: Int8 { -2 }

  private init() {
    let table = EmbeddedTable(PackageResources.currencies_csv)
    var exponents = [Int8](repeating: Self.unknown, count: 26 * 26 * 26)
    var all: [Int32] = []
    var index: [Int32: Facts] = [:]
    for row in table.rows {
      let number = PackedLetters.number(row[0])
      exponents[Int(number)] = Int8(row[2]) ?? Self.notMoney
      all.append(number)
      index[number] = Facts(name: row[3], numeric: row[1], withdrawn: row[4].isEmpty ? nil : row[4])
    }
    self.exponents = exponents
    self.all = all
    self.index = index
  }

  func facts(_ number: Int32) -> Facts? { index[number] }

  @inlinable
  func isKnown(_ number: Int32) -> Bool { exponents[Int(number)] != Self.unknown }

  @inlinable
  func exponent(_ number: Int32) -> Int? {
    let exponent = exponents[Int(number)]
    return exponent < 0 ? nil : Int(exponent)
  }
}
