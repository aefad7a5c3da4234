public import Commerce

/// The return of the Canadian goods and services tax and the harmonised sales tax, form GST34, as far as sales go.
///
/// Line 101 is revenue without tax, 103 the tax, 105 = 103 + 104, 108 = 106 + 107, 109 = 105 - 108. Adjustments and input
/// tax credits are given. Where a province has a tax of its own, its part is in ``CanadianProvincialTax``: what the
/// platform charged under its name, or, where it names none, what is left of the tax beside the federal rate's. The lines
/// of the form are general knowledge, not checked against it.
public struct CanadianGSTReturn: ReturnRules {
  /// What is given from elsewhere, in cents, by line of the form.
  public struct Given: Hashable, Sendable {
    /// Line 104: adjustments that add to the tax.
    public var adjustments = MinorUnits.zero
    /// Line 106: input tax credits.
    public var credits = MinorUnits.zero
    /// Line 107: adjustments that add to the credits.
    public var creditAdjustments = MinorUnits.zero

    /// Nothing.
    public init() {}
  }

  /// Canadian dollars.
  public let currency = Currency.canadianDollar
  /// What is given from elsewhere.
  public let given: Given

  /// The return with what is given from elsewhere.
  public init(given: Given = Given()) { self.given = given }

  /// The figures in which tax is declared.
  public var taxFigures: Set<String> { ["103"] }
  /// Tax of documents whose platform names its taxes.
  public var undividedFigures: Set<String> { [Self.named.figure] }

  /// Where a line stands.
  public func place(_ line: DeclaredLine, _ amounts: LineAmounts) -> Placement {
    let supply: StateSupply
    do throws(LeftOut.Reason) { supply = try StateSupply(line, in: .canada) } catch {
      return .leftOut(error.leftOut)
    }
    let revenue = Placement.Entry(FigureKey("101"), amounts.net)
    guard supply == .taxed else {
      return .figures([revenue], doubts: supply == .exempt && amounts.tax != .zero ? [.taxCharged] : [])
    }
    if line.document.namedCanadianTaxes != nil {
      return .figures([revenue, Placement.Entry(Self.named, amounts.tax)])
    }
    guard let split = CanadianTaxSplit(line, amounts) else {
      return .figures([revenue, Placement.Entry(FigureKey("unsplit"), amounts.tax)], doubts: [.regionUnknown])
    }
    return .figures([revenue, Placement.Entry(FigureKey("103"), split.federal)])
  }

  /// Tax of documents whose platform names its taxes, before it is split; no line of the form.
  private static let named = FigureKey("named")

  /// Takes the federal part of the taxes that a document names.
  public func close(_ document: DeclaredLine.Document, _ placed: [FigureKey: MinorUnits]) -> [Placement.Entry] {
    guard let tax = placed[Self.named], let named = document.namedCanadianTaxes else { return [] }
    return [Placement.Entry(FigureKey("103"), MinorUnits(tax.count &- named.provincial(of: tax).count))]
  }

  /// The lines of the form, and the tax whose province is not known.
  public func figures(_ sums: FigureSums) -> [Figure] {
    let revenue = sums["101"]
    let tax = sums["103"]
    let due = MinorUnits(tax.amount.count &+ given.adjustments.count)
    let credits = MinorUnits(given.credits.count &+ given.creditAdjustments.count)
    func line(_ name: String, _ meaning: String, _ amount: MinorUnits, _ shares: [Figure.Share] = []) -> Figure {
      Figure(FigureKey(name), meaning, amount: amount, shares: shares)
    }
    let lines = [
      line("101", "sales and other revenue without tax", revenue.amount, revenue.shares),
      line("103", "GST and HST collected or collectible", tax.amount, tax.shares),
      line("104", "adjustments that add to the tax", given.adjustments),
      line("105", "total GST/HST and adjustments", due, tax.shares),
      line("106", "input tax credits", given.credits),
      line("107", "adjustments that add to the credits", given.creditAdjustments),
      line("108", "total input tax credits and adjustments", credits),
      line("109", "net tax", MinorUnits(due.count &- credits.count), tax.shares),
    ]
    let unsplit = sums["unsplit"]
    guard !unsplit.shares.isEmpty else { return lines }
    return lines + [line("unsplit", "tax of sales whose province is not known", unsplit.amount, unsplit.shares)]
  }
}

/// The returns of the provinces that have a sales tax of their own: Québec, British Columbia, Saskatchewan and Manitoba.
///
/// A group is a province, such as `CA-QC`. The provinces' own forms were not at hand.
public struct CanadianProvincialTax: ReturnRules {
  /// Canadian dollars.
  public let currency = Currency.canadianDollar

  /// The returns of all provinces.
  public init() {}

  /// The figures in which tax is declared.
  public var taxFigures: Set<String> { ["tax"] }
  /// Tax of documents whose platform names its taxes.
  public var undividedFigures: Set<String> { [Self.named] }

  /// Where a line stands.
  public func place(_ line: DeclaredLine, _ amounts: LineAmounts) -> Placement {
    let supply: StateSupply
    do throws(LeftOut.Reason) { supply = try StateSupply(line, in: .canada) } catch {
      return .leftOut(error.leftOut)
    }
    let named = line.document.namedCanadianTaxes
    let isProvincial = line.terms.scheme == .caGSTAndPST || line.terms.scheme == .caGSTAndQST
    guard supply == .taxed || supply == .exempt, isProvincial || named?.hasProvincial == true,
      let province = line.terms.territory
    else { return .leftOut(.otherKind) }
    let sales = Placement.Entry(FigureKey("sales", of: province.code), amounts.net)
    // A province's tax that was charged is handed over to it, registered or not.
    let doubts: [ReturnDoubt] = province == .canada ? [.regionUnknown] : []
    guard supply == .taxed else { return .figures([sales]) }
    if named != nil {
      return .figures([sales, Placement.Entry(FigureKey(Self.named, of: province.code), amounts.tax)], doubts: doubts)
    }
    guard let split = CanadianTaxSplit(line, amounts) else { return .figures([sales]) }
    return .figures([sales, Placement.Entry(FigureKey("tax", of: province.code), split.provincial)])
  }

  /// Tax of documents whose platform names its taxes, before it is split; no figure of the return.
  private static let named = "named"

  /// Takes the provincial part of the taxes that a document names.
  public func close(_ document: DeclaredLine.Document, _ placed: [FigureKey: MinorUnits]) -> [Placement.Entry] {
    guard let named = document.namedCanadianTaxes else { return [] }
    return placed.filter { $0.key.figure == Self.named }.sorted { $0.key < $1.key }.map { key, tax in
      Placement.Entry(FigureKey("tax", of: key.group), named.provincial(of: tax))
    }
  }

  /// Sales and tax of each province.
  public func figures(_ sums: FigureSums) -> [Figure] {
    sums.groups.flatMap { province in
      [("sales", "sales without any tax"), ("tax", "provincial tax collected")].map { figure, meaning in
        sums.figure(FigureKey(figure, of: province), meaning)
      }
    }
  }
}
