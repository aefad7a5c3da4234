/// Sums over tallies that belong to one row of a report.
import Commerce
import Ledger
import Pipeline

struct TallySums {
  private(set) var documents: Int64 = 0
  private(set) var lines: Int64 = 0
  /// Exact amount as the source has it, in millionths.
  private(set) var sourceAmount: Int64 = 0
  /// What rounding to minor units has added, in millionths.
  private(set) var rounding: Int64 = 0
  private(set) var net: Int64 = 0
  private(set) var tax: Int64 = 0
  private(set) var gross: Int64 = 0
  private(set) var baseNet: Int64 = 0
  private(set) var baseTax: Int64 = 0
  private(set) var baseGross: Int64 = 0

  /// Adds a tally.
  mutating func add(_ tally: Tally) throws(RunFailure) {
    documents = try Self.sum(documents, tally.documents)
    lines = try Self.sum(lines, tally.lines)
    sourceAmount = try Self.sum(sourceAmount, tally.sourceAmount)
    rounding = try Self.sum(rounding, Self.rounding(of: tally))
    net = try Self.sum(net, tally.net)
    tax = try Self.sum(tax, tally.tax)
    gross = try Self.sum(net, tax)
    baseNet = try Self.sum(baseNet, tally.baseNet)
    baseTax = try Self.sum(baseTax, tally.baseTax)
    baseGross = try Self.sum(baseNet, baseTax)
  }

  /// The sum of two figures; a report whose sums do not fit 64 bits is an error, never a wrong number.
  static func sum(_ left: Int64, _ right: Int64) throws(RunFailure) -> Int64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    if overflow { throw tooLarge }
    return sum
  }

  /// The ledger's amount minus the source's, which is before tax or includes it as the documents' price basis says.
  private static func rounding(of tally: Tally) throws(RunFailure) -> Int64 {
    // Where the basis is open there is no tax, so that both come to the same.
    let amount = tally.priceBasis == .net ? tally.net : try sum(tally.net, tally.tax)
    guard let rounded = Exact(MinorUnits(amount), exponent: tally.exponent)?.millionths else { throw tooLarge }
    return try sum(rounded, -tally.sourceAmount)
  }

  /// A sum is of no use.
  static let tooLarge = RunFailure(
    "E1002", .internalFault, "a sum of the report does not fit 64 bits",
    remedy: "ask for a shorter stretch of time with --from and --to")
}

extension Tally {
  /// Decimals of the document's currency.
  var exponent: Int { currency.exponent ?? 0 }
  /// Decimals of the books' currency.
  var baseExponent: Int { baseCurrency.exponent ?? 0 }
}
