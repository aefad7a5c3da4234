public import Commerce

/// A return of one state in which tax on sales is declared, beside those of the one-stop shops.
///
/// The German return and the summary of German sales are two views of the same lines, so a state has one of each here.
/// The statement of supplies to businesses of other states is none: it declares no tax, and its lines stand in the return
/// of the state too.
public struct StateReturn: Sendable {
  /// The word that reports and the command use.
  public let name: String
  /// The state.
  public let state: Territory
  private let rules: any ReturnRules

  private init(_ name: String, _ state: Territory, _ rules: any ReturnRules) {
    self.name = name
    self.state = state
    self.rules = rules
  }

  /// The returns of `state`, by its VAT code; none where no return is made here.
  public static func all(of state: Territory, on date: CivilDate) -> [StateReturn] {
    switch state.code {
    case "DE": return [StateReturn("de_vat", state, GermanVATReturn())]
    case "US": return [StateReturn("us_sales_tax", state, USSalesTax())]
    case "AU": return [StateReturn("au_bas", state, AustralianBAS())]
    case "CA":
      return [
        StateReturn("ca_gst", state, CanadianGSTReturn()), StateReturn("ca_provincial", state, CanadianProvincialTax()),
      ]
    default:
      if state == .unitedKingdom { return [StateReturn("uk_vat", state, UKVATReturn())] }
      guard RateTable.standard.covers(state) else { return [] }
      let currency = StateCurrencies.standard.currency(of: state, on: date)
      return [StateReturn("domestic_vat", state, DomesticVATSummary(state: state, currency: currency))]
    }
  }

  /// How a line stands in the return.
  enum Standing {
    /// Its tax, or a part of it, is declared.
    case declared
    /// It is counted without its tax.
    case counted([ReturnDoubt])
    /// It is not in it.
    case leftOut(LeftOut)
  }

  /// What the return has of the lines of one document: how each stands, and the tax that is declared of all of them, in
  /// minor units of the document's currency.
  func declaration(of lines: [DeclaredLine]) -> (standings: [Standing], tax: MinorUnits) {
    var placed: [FigureKey: MinorUnits] = [:]
    let standings = lines.map { line -> Standing in
      switch rules.place(line, LineAmounts(net: line.net, tax: line.tax)) {
      case .leftOut(let reason): return .leftOut(reason)
      case .figures(let entries, let doubts):
        for entry in entries { placed[entry.key, default: .zero].count &+= entry.amount.count }
        return entries.contains(where: carriesTax) ? .declared : .counted(doubts)
      }
    }
    var tax = placed.reduce(Int64(0)) { $0 &+ (rules.taxFigures.contains($1.key.figure) ? $1.value.count : 0) }
    if let document = lines.first?.document {
      for entry in rules.close(document, placed) where rules.taxFigures.contains(entry.key.figure) {
        tax &+= entry.amount.count
      }
    }
    return (standings, MinorUnits(tax))
  }

  private func carriesTax(_ entry: Placement.Entry) -> Bool {
    entry.amount != .zero
      && (rules.taxFigures.contains(entry.key.figure) || rules.undividedFigures.contains(entry.key.figure))
  }
}
