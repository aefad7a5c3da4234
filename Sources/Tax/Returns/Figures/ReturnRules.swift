public import Commerce

/// Which figures of a return the lines of the books go into.
///
/// Pure: a return is a value of this kind and nothing else. ``ReturnSheet`` does the rest for all of them alike: it
/// leaves out what is no supply, converts, adds up, and keeps the documents behind every figure.
public protocol ReturnRules: Sendable {
  /// The currency of the return.
  var currency: Currency { get }

  /// The figures, of any group, in which tax is declared to be paid; none in a statement that only informs.
  var taxFigures: Set<String> { get }
  /// The figures that hold tax until ``close(_:_:)`` divides it.
  var undividedFigures: Set<String> { get }

  /// Where a line stands; its amounts are in the return's currency.
  func place(_ line: DeclaredLine, _ amounts: LineAmounts) -> Placement

  /// What the taxes that a document names add to figures, once all of its lines are placed.
  ///
  /// - Parameter placed: what the document's lines have added, by figure.
  func close(_ document: DeclaredLine.Document, _ placed: [FigureKey: MinorUnits]) -> [Placement.Entry]

  /// The figures as the form has them, in its order; those of a return without a supply too.
  func figures(_ sums: FigureSums) -> [Figure]
}

extension ReturnRules {
  /// None.
  public var undividedFigures: Set<String> { [] }

  /// Nothing.
  public func close(_ document: DeclaredLine.Document, _ placed: [FigureKey: MinorUnits]) -> [Placement.Entry] { [] }
}

/// The amounts of a line in the currency of a return.
public struct LineAmounts: Hashable, Sendable {
  /// Without tax.
  public var net: MinorUnits
  /// The tax.
  public var tax: MinorUnits

  /// Amounts.
  public init(net: MinorUnits, tax: MinorUnits) {
    self.net = net
    self.tax = tax
  }

  /// Both together.
  public var gross: MinorUnits { MinorUnits(net.count &+ tax.count) }
}

/// Where a line of the books stands in a return.
public enum Placement: Hashable, Sendable {
  /// An amount in a figure.
  public struct Entry: Hashable, Sendable {
    /// The figure.
    public var key: FigureKey
    /// The amount.
    public var amount: MinorUnits

    /// `amount` in the figure of that key.
    public init(_ key: FigureKey, _ amount: MinorUnits) {
      self.key = key
      self.amount = amount
    }
  }

  /// In these figures, with what a person should look at.
  case figures([Entry], doubts: [ReturnDoubt] = [])
  /// In none, for a reason.
  case leftOut(LeftOut)
}

/// Why a line of the books is not in a return.
public enum LeftOut: Hashable, Sendable {
  /// It is in no return at all.
  case omitted(Omission)
  /// Its tax belongs to another territory.
  case otherTerritory
  /// It is in the return of a one-stop shop.
  case oneStopShop
  /// The marketplace owes the tax and declares it.
  case marketplace
  /// Whoever imports the goods owes the tax.
  case importer
  /// The return is not about supplies of that kind.
  case otherKind
  /// There is no exchange rate into the currency of the return.
  case noExchangeRate

  /// The word that reports use.
  public var name: String {
    switch self {
    case .omitted(let omission): omission.rawValue
    case .otherTerritory: "other_territory"
    case .oneStopShop: "one_stop_shop"
    case .marketplace: "marketplace"
    case .importer: "importer"
    case .otherKind: "other_kind"
    case .noExchangeRate: "no_exchange_rate"
    }
  }

  /// Whether a person has to do something before the return is complete.
  public var isOpen: Bool {
    switch self {
    case .omitted(let omission): omission == .taxPending || omission == .notAssessed || omission == .statusUnknown
    case .noExchangeRate: true
    default: false
    }
  }
}

/// What a person should look at before a return is handed in.
public enum ReturnDoubt: String, Hashable, Sendable, CaseIterable {
  /// A supply that is listed by the buyer's number has none.
  case buyerIDMissing = "buyer_id_missing"
  /// Tax was charged on a line that the rules do not tax.
  case taxCharged = "tax_charged"
  /// The state or province is not known.
  case regionUnknown = "region_unknown"
  /// Several rates apply to a line and cannot be told apart.
  case rateUnknown = "rate_unknown"
  /// There is no exchange rate into the currency of the return.
  case noExchangeRate = "no_exchange_rate"

  /// What is doubtful, in a sentence.
  public var title: String {
    switch self {
    case .buyerIDMissing: "a supply that is listed by the buyer's VAT number has none"
    case .taxCharged: "tax was charged on a supply that the rules do not tax"
    case .regionUnknown: "the state or province of destination is not known"
    case .rateUnknown: "several rates apply to a line and cannot be told apart, so it stands under none of them"
    case .noExchangeRate: "there is no exchange rate into the currency of the return"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .buyerIDMissing: "ask the buyer for the number and enter it in the shop; the exemption depends on it"
    case .taxCharged: "correct the invoice, or declare the tax: who states a tax owes it"
    case .regionUnknown: "enter the state or province in the shop; until then the amounts stand under none"
    case .rateUnknown: "import it from a source that has the tax of each line, or split it by hand"
    case .noExchangeRate: "name a newer file of reference rates with --rates"
    }
  }
}
