public import Commerce

/// The nine boxes of the value added tax return of the United Kingdom.
///
/// Boxes 1 to 5 in pounds and pence, 6 to 9 in whole pounds without the pence. Since 2021 box 8 is about goods from
/// Northern Ireland to the European Union alone; before, about goods from anywhere in the kingdom. What was bought
/// (boxes 2, 4, 7 and 9) the books of a shop do not hold: it is given. Names and order of the boxes are as public
/// programs send them; that the middle of three traders has no entry in a box is general knowledge, not checked.
public struct UKVATReturn: ReturnRules {
  /// What is given from elsewhere, in pence.
  public struct Given: Hashable, Sendable {
    /// Box 2: tax due on acquisitions of goods in Northern Ireland from the European Union.
    public var acquisitionTax = MinorUnits.zero
    /// Box 4: tax reclaimed.
    public var reclaimed = MinorUnits.zero
    /// Box 7: purchases without tax.
    public var purchases = MinorUnits.zero
    /// Box 9: acquisitions of goods in Northern Ireland from the European Union, without tax.
    public var acquisitions = MinorUnits.zero

    /// Nothing.
    public init() {}
  }

  /// Pounds.
  public let currency = Currency.poundSterling
  /// What is given from elsewhere.
  public let given: Given

  /// The return with what is given from elsewhere.
  public init(given: Given = Given()) { self.given = given }

  /// The figures in which tax is declared.
  public var taxFigures: Set<String> { ["box1"] }

  /// Where a line stands.
  public func place(_ line: DeclaredLine, _ amounts: LineAmounts) -> Placement {
    let supply: StateSupply
    do throws(LeftOut.Reason) {
      supply = try StateSupply(line, in: .unitedKingdom)
    } catch { return .leftOut(error.leftOut) }
    // The middle of three traders makes its statement by buyer, and no entry here.
    if supply == .triangulation { return .leftOut(.otherKind) }
    var entries = [Placement.Entry(FigureKey("box6"), amounts.net)]
    if supply == .taxed, amounts.tax != .zero { entries.append(Placement.Entry(FigureKey("box1"), amounts.tax)) }
    if isDispatchToUnion(line, supply) { entries.append(Placement.Entry(FigureKey("box8"), amounts.net)) }
    // The tax on goods that the marketplace is taken to sell is the marketplace's.
    let isStray = supply.isUntaxed && supply != .supplyToMarketplace && !supply.isTaxedElsewhere
    return .figures(entries, doubts: isStray && amounts.tax != .zero ? [.taxCharged] : [])
  }

  /// The nine boxes.
  public func figures(_ sums: FigureSums) -> [Figure] {
    func box(_ number: Int, _ meaning: String, _ amount: MinorUnits, _ shares: [Figure.Share] = []) -> Figure {
      Figure(
        FigureKey("box\(number)"), meaning, amount: amount,
        stated: number < 6 ? amount : amount.withoutFractions(exponent: 2), shares: shares)
    }
    let sales = sums["box1"]
    let total = MinorUnits(sales.amount.count &+ given.acquisitionTax.count)
    let net = MinorUnits(total.count &- given.reclaimed.count)
    return [
      box(1, "VAT due on sales and other outputs", sales.amount, sales.shares),
      box(2, "VAT due on acquisitions of goods in Northern Ireland from the European Union", given.acquisitionTax),
      box(3, "total VAT due", total, sales.shares),
      box(4, "VAT reclaimed on purchases", given.reclaimed),
      box(5, "VAT to pay or to reclaim", MinorUnits(abs(net.count)), net < .zero ? sales.shares.negated : sales.shares),
      box(6, "sales and all other outputs without VAT", sums["box6"].amount, sums["box6"].shares),
      box(7, "purchases and all other inputs without VAT", given.purchases),
      box(8, "goods dispatched to the European Union without VAT", sums["box8"].amount, sums["box8"].shares),
      box(9, "goods acquired from the European Union without VAT", given.acquisitions),
    ]
  }

  /// Goods from a part of the kingdom that belongs to the Union's tax area on that day, to another member state.
  private func isDispatchToUnion(_ line: DeclaredLine, _ supply: StateSupply) -> Bool {
    let date = line.document.soldOn ?? line.document.taxDate
    guard !line.terms.isService, let dispatch = line.terms.dispatch ?? line.terms.territory,
      VATArea.standard.isInUnion(dispatch, on: date)
    else { return false }
    switch supply {
    case .intraCommunitySupply, .ownTransfer: return true
    case .taxed:
      guard let destination = line.document.destination else { return false }
      let arrival = VATArea.standard.place(destination, on: date)
      return arrival.isInEU && arrival.state != .unitedKingdom
    default: return false
    }
  }
}

extension StateSupply {
  /// Whether another state may have a tax on it, so that tax on the line is nothing to wonder about.
  var isTaxedElsewhere: Bool { self == .export || self == .serviceAbroad }
}

extension UKVATReturn {
  /// The return as the body of a request to the service for making tax digital, on one line.
  ///
  /// - Parameters:
  ///   - figures: the nine boxes.
  ///   - periodKey: the key that the service gives to the period, with the seller's obligations.
  public static func digitalText(_ figures: [Figure], periodKey: String) -> String {
    let names = [
      "vatDueSales", "vatDueAcquisitions", "totalVatDue", "vatReclaimedCurrPeriod", "netVatDue", "totalValueSalesExVAT",
      "totalValuePurchasesExVAT", "totalValueGoodsSuppliedExVAT", "totalAcquisitionsExVAT",
    ]
    let boxes = zip(names, figures).enumerated().map { index, box in
      let amount = box.1.stated
      let text = index < 5 ? amount.description(exponent: 2) : String(amount.count / 100)
      return "\"\(box.0)\":\(text)"
    }
    let key = periodKey.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "#") }
    return "{\"periodKey\":\"\(key)\",\(boxes.joined(separator: ",")),\"finalised\":true}\n"
  }
}

extension [Figure.Share] {
  /// The shares of the figure with the other sign.
  fileprivate var negated: [Figure.Share] { map { Figure.Share(document: $0.document, amount: -$0.amount) } }
}
