public import Commerce

/// Sales tax of the United States, state by state: what each state's return asks for.
///
/// A group is a state, such as `US-TX`; the taxes that it consists of are told apart by state, county, city and special
/// district as far as the platform's own tax lines say so. The tax that is due counts the state's own rate alone: the
/// rates of counties and cities are known to the platform and to no table here. No state's own form was at hand: the
/// figures are those that their returns have in common, by general knowledge.
public struct USSalesTax: ReturnRules {
  /// US dollars.
  public let currency = Currency.usDollar

  /// The returns of all states.
  public init() {}

  /// The figures in the order of a return.
  private static let figures: [(name: String, meaning: String)] = [
    ("gross", "all sales into the state, without tax"),
    ("exempt", "sales that the state does not tax, or not to that buyer"),
    ("marketplace", "sales whose tax a marketplace collects"),
    ("not_collected", "sales without nexus: nothing collected, counted towards the threshold"),
    ("taxable", "taxable sales of the seller"), ("tax_collected", "tax that the seller collected"),
    ("tax_state", "of it the state's"), ("tax_county", "of it counties'"), ("tax_city", "of it cities'"),
    ("tax_district", "of it special districts'"), ("tax_other", "of it what no tax line tells apart"),
    ("tax_due_state", "taxable sales at the state's own rate"),
    ("tax_marketplace", "tax in the books that a marketplace owes"),
    ("tax_withheld", "tax that a marketplace collected in its own name, in no amount of the books"),
  ]

  /// The group of sales whose state is not known.
  public static let unknownState = "US"

  /// The figures in which tax is declared.
  public var taxFigures: Set<String> { ["tax_collected"] }

  /// Where a line stands.
  public func place(_ line: DeclaredLine, _ amounts: LineAmounts) -> Placement {
    guard let territory = line.terms.territory, territory.prefix == .unitedStates, line.terms.scheme != .export else {
      return .leftOut(.otherTerritory)
    }
    let state = state(territory, line.document)
    func entry(_ figure: String, _ amount: MinorUnits) -> Placement.Entry {
      Placement.Entry(FigureKey(figure, of: state), amount)
    }
    let gross = entry("gross", amounts.net)
    var doubts: [ReturnDoubt] = state == Self.unknownState ? [.regionUnknown] : []
    let kind = Kind(line, amounts)
    switch kind {
    case .marketplace:
      return .figures(
        [gross, entry("marketplace", amounts.net), entry("tax_marketplace", amounts.tax)], doubts: doubts)
    case .taxable:
      return .figures([gross, entry("taxable", amounts.net), entry("tax_collected", amounts.tax)], doubts: doubts)
    case .exempt, .notCollected:
      let untaxed = entry(kind == .exempt ? "exempt" : "not_collected", amounts.net)
      guard amounts.tax != .zero else { return .figures([gross, untaxed], doubts: doubts) }
      // What was collected has to be handed over, rightly charged or not.
      doubts.append(.taxCharged)
      return .figures([gross, untaxed, entry("tax_collected", amounts.tax)], doubts: doubts)
    }
  }

  /// Splits what was collected on a document by the tax lines that it names.
  public func close(_ document: DeclaredLine.Document, _ placed: [FigureKey: MinorUnits]) -> [Placement.Entry] {
    let groups = placed.sorted { $0.key < $1.key }
    let collected = groups.filter { $0.key.figure == "tax_collected" && $0.value != .zero }
    let own = collected.flatMap { key, collected in levels(document, collected, key.group) }
    guard let state = groups.first(where: { $0.key.figure == "marketplace" })?.key.group else { return own }
    return own + withheld(document, state, isAll: collected.isEmpty)
  }

  /// The taxes that the marketplace collected, which are in no amount of a line: all that the document names where none is
  /// the seller's, else those that are named after it.
  private func withheld(_ document: DeclaredLine.Document, _ state: String, isAll: Bool) -> [Placement.Entry] {
    guard document.currency == currency else { return [] }
    return document.taxes.filter {
      !$0.title.isEmpty && $0.amount != .zero && (isAll || $0.isMarketplaces)
    }.map { tax in
      Placement.Entry(FigureKey("tax_withheld", of: state), tax.amount.rounded(to: 2))
    }
  }

  /// Fourteen figures for each state, and one for each tax line that has a name.
  public func figures(_ sums: FigureSums) -> [Figure] {
    let states = sums.groups.filter { !$0.contains(Self.separator) }
    return states.flatMap { state in
      Self.figures.map { figure in
        figure.name == "tax_due_state"
          ? due(state, sums) : sums.figure(FigureKey(figure.name, of: state), figure.meaning)
      }
    }
      + sums.groups.filter { $0.contains(Self.separator) }.map { group in
        sums.figure(FigureKey("tax_line", of: group), "tax collected under that name")
      }
  }

  /// Stands between a state and the name of a tax.
  private static let separator: Character = "|"

  private func due(_ state: String, _ sums: FigureSums) -> Figure {
    let taxable = sums[FigureKey("taxable", of: state)]
    let rate = Territory(state).flatMap { USStates.standard.row(of: $0) }?.rate ?? .zero
    return Figure(
      FigureKey("tax_due_state", of: state), "taxable sales at the state's own rate of \(rate) %",
      amount: rate.tax(on: taxable.amount) ?? .zero, shares: [])
  }

  private func levels(_ document: DeclaredLine.Document, _ collected: MinorUnits, _ state: String) -> [Placement.Entry]
  {
    var entries: [Placement.Entry] = []
    var rest = collected
    if document.currency == currency {
      for tax in document.taxes where !tax.title.isEmpty && !tax.isMarketplaces {
        let amount = tax.amount.rounded(to: 2)
        guard amount != .zero else { continue }
        let level = USTaxLevel(title: tax.title, state: document.region)
        entries.append(Placement.Entry(FigureKey(level.figure, of: state), amount))
        let name = tax.title.replacing(String(Self.separator), with: " ")
        entries.append(Placement.Entry(FigureKey("tax_line", of: "\(state)\(Self.separator)\(name)"), amount))
        rest = MinorUnits(rest.count &- amount.count)
      }
    }
    if rest != .zero { entries.append(Placement.Entry(FigureKey("tax_other", of: state), rest)) }
    return entries
  }

  /// The state of a sale; the region of the document where the terms do not name one.
  private func state(_ territory: Territory, _ document: DeclaredLine.Document) -> String {
    if territory != .unitedStates { return territory.code }
    let region = document.region.uppercased()
    let code = region.hasPrefix("US-") ? region : "US-\(region)"
    return Territory(code).flatMap { USStates.standard.row(of: $0) }?.territory.code ?? Self.unknownState
  }

  /// What a sale is to the state.
  private enum Kind {
    case taxable
    case exempt
    case marketplace
    case notCollected

    init(_ line: DeclaredLine, _ amounts: LineAmounts) {
      let terms = line.terms
      if terms.liable == .marketplace || terms.scheme == .usMarketplaceFacilitator {
        self = .marketplace
      } else if terms.treatment == .notCollected {
        self = .notCollected
      } else if terms.treatment != .taxed || (terms.rate == .zero && amounts.tax == .zero) {
        self = .exempt
      } else {
        // Where no rate is tabulated, what bears no tax is not known to be taxable.
        self = terms.scheme == .platformTax && amounts.tax == .zero ? .exempt : .taxable
      }
    }
  }
}

/// The level of government that a tax of the United States belongs to, read from the name that a platform prints.
public enum USTaxLevel: String, Hashable, Sendable, CaseIterable {
  /// The state.
  case state
  /// A county, a parish of Louisiana or a borough of Alaska.
  case county
  /// A city, town or village.
  case city
  /// A special district, such as one for transit.
  case district
  /// The name does not tell.
  case other

  /// The level of a tax.
  ///
  /// - Parameters:
  ///   - title: its name, such as `Los Angeles County Tax`.
  ///   - state: the state as the document has it, which names the tax in some shops.
  public init(title: String, state: String = "") {
    let words = title.lowercased().split { !$0.isLetter && $0 != "-" }.map(String.init)
    let found = Self.words.first { level in words.contains { level.words.contains($0) } }?.level
    let name = words.filter { !["tax", "sales", "use"].contains($0) }.joined(separator: " ")
    self = found ?? (!name.isEmpty && name == state.lowercased() ? .state : .other)
  }

  /// Words that tell a level; the first level that has one counts: "New York State Transit District" is a district.
  private static let words: [(level: USTaxLevel, words: Set<String>)] = [
    (.district, ["district", "transit", "transportation", "special", "authority", "mctd", "spd", "rta", "mta", "rtd"]),
    (.county, ["county", "parish", "borough"]),
    (.city, ["city", "town", "township", "village", "municipal", "municipality"]),
    (.state, ["state"]),
  ]

  /// The figure of it.
  var figure: String { "tax_\(rawValue)" }
}
