public import Commerce

/// What the tax office of one state is told of sales: taxed ones by rate, and the rest by class.
///
/// A group is a class, such as `taxed 19` or `export`; its figures are the amounts without tax, the tax and both.
public struct DomesticVATSummary: ReturnRules {
  /// The state, by its VAT code.
  public let state: Territory
  /// The currency of the return.
  public let currency: Currency

  /// The summary for `state`.
  public init(state: Territory, currency: Currency) {
    self.state = state
    self.currency = currency
  }

  /// The figures in which tax is declared.
  public var taxFigures: Set<String> { ["tax"] }

  /// Where a line stands.
  public func place(_ line: DeclaredLine, _ amounts: LineAmounts) -> Placement {
    let supply: StateSupply
    do throws(LeftOut.Reason) {
      supply = try StateSupply(line, in: VATArea.standard.returnState(of: state))
    } catch { return .leftOut(error.leftOut) }
    let group = supply.group(line)
    // The tax of another state, or of the marketplace, is none of this one's.
    let tax = supply.isTaxedElsewhere || supply == .supplyToMarketplace ? .zero : amounts.tax
    return .figures(
      [
        Placement.Entry(FigureKey("net", of: group), amounts.net),
        Placement.Entry(FigureKey("tax", of: group), tax),
        Placement.Entry(FigureKey("gross", of: group), MinorUnits(amounts.net.count &+ tax.count)),
      ], doubts: doubts(line, supply, tax))
  }

  private func doubts(_ line: DeclaredLine, _ supply: StateSupply, _ tax: MinorUnits) -> [ReturnDoubt] {
    guard supply.isUntaxed else { return line.terms.rate == nil ? [.rateUnknown] : [] }
    return tax == .zero ? [] : [.taxCharged]
  }

  /// Three figures for each group.
  public func figures(_ sums: FigureSums) -> [Figure] {
    sums.groups.flatMap { group in
      [("net", "amount without tax"), ("tax", "tax"), ("gross", "amount with tax")].map { figure, meaning in
        sums.figure(FigureKey(figure, of: group), meaning)
      }
    }
  }
}

extension StateSupply {
  /// The word for the class, with the rate of a taxed line.
  fileprivate func group(_ line: DeclaredLine) -> String {
    switch self {
    case .taxed: line.terms.rate.map { "taxed \($0)" } ?? "taxed"
    case .exempt: "exempt"
    case .export: "export"
    case .intraCommunitySupply: "ic_supply"
    case .ownTransfer: "ic_transfer"
    case .triangulation: "triangulation"
    case .serviceReverseCharge: "service_reverse_charge"
    case .serviceAbroad: "service_abroad"
    case .domesticReverseCharge: "domestic_reverse_charge"
    case .supplyToMarketplace: "supply_to_marketplace"
    }
  }
}
