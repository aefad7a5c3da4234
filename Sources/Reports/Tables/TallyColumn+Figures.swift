/// The figures that reports of sums share, each with its one meaning.
extension TallyColumn {
  static let documents = figure(
    "documents", "Documents; each counts once, in the row of its first line.", kind: .integer
  ) { .integer($0.sums.documents) }

  static let lines = figure("lines", "Monetary lines.", kind: .integer) { .integer($0.sums.lines) }

  static let net = figure("net", "Amount without tax, in the documents' currency.") {
    .amount($0.sums.net, exponent: $0.exponent)
  }

  static let tax = figure("tax", "Tax, in the documents' currency.") { .amount($0.sums.tax, exponent: $0.exponent) }

  static let gross = figure("gross", "Amount with tax, in the documents' currency.") {
    .amount($0.sums.gross, exponent: $0.exponent)
  }

  static let baseNet = figure("base_net", "Amount without tax, in the currency of the books.") {
    .amount($0.sums.baseNet, exponent: $0.baseExponent)
  }

  static let baseTax = figure("base_tax", "Tax, in the currency of the books.") {
    .amount($0.sums.baseTax, exponent: $0.baseExponent)
  }

  static let baseGross = figure("base_gross", "Amount with tax, in the currency of the books.") {
    .amount($0.sums.baseGross, exponent: $0.baseExponent)
  }

  static let sourceAmount = figure(
    "source_amount", "Sum of the exact amounts as the source has them, with all the decimals they need."
  ) { .exact($0.sums.sourceAmount, decimals: $0.sourceDecimals) }

  static let rounding = figure(
    "rounding", "What rounding each line to the currency's decimals has added to the exact amount."
  ) { .exact($0.sums.rounding, decimals: $0.sourceDecimals) }
}
