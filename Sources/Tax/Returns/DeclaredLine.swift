public import Commerce

/// One line of the books as tax returns see it: amounts, how it is taxed, and which document it stands on.
///
/// Returns are worked out from these lines and from nothing else, so that every figure can name its documents.
public struct DeclaredLine: Hashable, Sendable {
  /// What lines of one document share.
  public struct Document: Hashable, Sendable {
    /// The ledger's number of it.
    public var id: Int64
    /// Name of the store.
    public var store: String
    /// The platform's id.
    public var externalID: String
    /// What kind of document.
    public var kind: TransactionKind
    /// Where it stands; `nil` when the pipeline does not say.
    public var status: DocumentStatus?
    /// The civil date of the supply, or of the refund.
    public var taxDate: CivilDate
    /// When it was placed; `nil` when the source does not tell.
    public var placedAt: Instant?
    /// The tax date of the sale that a refund refunds; `nil` on sales, and when the sale is not in the ledger.
    public var soldOn: CivilDate?
    /// The currency of its amounts.
    public var currency: Currency
    /// The currency of the books.
    public var baseCurrency: Currency
    /// The country of destination; `nil` when it is not known.
    public var destination: Country?
    /// The region of the destination as the source has it, such as a state of the United States; empty when unknown.
    public var region: String
    /// The buyer's VAT identification number as the source has it; empty for none.
    public var buyerVATID: String
    /// Whether the prices on it include tax; `nil` when the source does not tell.
    public var priceBasis: PriceBasis?
    /// The taxes that the platform names; empty where they tell no more than the lines do.
    public var taxes: [NamedTax]

    /// A document.
    public init(
      id: Int64, store: String, externalID: String, kind: TransactionKind, status: DocumentStatus?, taxDate: CivilDate,
      placedAt: Instant? = nil, soldOn: CivilDate? = nil, currency: Currency, baseCurrency: Currency,
      destination: Country? = nil, region: String = "", buyerVATID: String = "", priceBasis: PriceBasis? = nil,
      taxes: [NamedTax] = []
    ) {
      self.id = id
      self.store = store
      self.externalID = externalID
      self.kind = kind
      self.status = status
      self.taxDate = taxDate
      self.placedAt = placedAt
      self.soldOn = soldOn
      self.currency = currency
      self.baseCurrency = baseCurrency
      self.destination = destination
      self.region = region
      self.buyerVATID = buyerVATID
      self.priceBasis = priceBasis
      self.taxes = taxes
    }

    /// A tax of a document as the platform names it.
    public struct NamedTax: Hashable, Sendable {
      /// Its name, such as `Los Angeles County Tax`; empty for what the named ones leave of the document's tax.
      public var title: String
      /// Its amount, in units of the document's currency.
      public var amount: Exact

      /// A tax.
      public init(title: String, amount: Exact) {
        self.title = title
        self.amount = amount
      }

      /// Whether it is what a marketplace collected in its own name, which is in no amount of the document.
      var isMarketplaces: Bool { title.lowercased().contains("marketplace") }
    }
  }

  /// How the line is taxed, as the `vat` stage decided it.
  public struct Terms: Hashable, Sendable {
    /// What the line is for.
    public var lineKind: LineKind
    /// How the law treats it; `nil` when no stage decided.
    public var treatment: Treatment?
    /// The scheme under which it is declared.
    public var scheme: Scheme?
    /// The rate; `nil` where none applies or several unattributable ones do.
    public var rate: TaxRate?
    /// The class of rate.
    public var category: RateCategory?
    /// The territory whose tax it is and whose return carries it.
    public var territory: Territory?
    /// The territory that the goods left, or where the seller of a service is.
    public var dispatch: Territory?
    /// Who owes the tax.
    public var liable: LiableParty?
    /// The kind of return.
    public var taxReturn: TaxReturn?
    /// Why it is taxed so.
    public var reason: DecisionReason?

    /// Terms of a line.
    public init(
      lineKind: LineKind, treatment: Treatment?, scheme: Scheme?, rate: TaxRate?, category: RateCategory? = nil,
      territory: Territory?, dispatch: Territory?, liable: LiableParty?, taxReturn: TaxReturn?,
      reason: DecisionReason? = nil
    ) {
      self.lineKind = lineKind
      self.treatment = treatment
      self.scheme = scheme
      self.rate = rate
      self.category = category
      self.territory = territory
      self.dispatch = dispatch
      self.liable = liable
      self.taxReturn = taxReturn
      self.reason = reason
    }

    /// Whether the line is a service or, such as a discount on one, was decided as one; what goes with goods, such as
    /// their shipping, is treated as goods.
    public var isService: Bool { lineKind == .service || lineKind == .digital || reason?.isOfService == true }
  }

  /// The document that it stands on.
  public var document: Document
  /// Its number in the document, from 1.
  public var number: Int64
  /// How it is taxed.
  public var terms: Terms
  /// Amount without tax, in minor units of the document's currency; negative on refunds.
  public var net: MinorUnits
  /// Tax, in minor units of the document's currency.
  public var tax: MinorUnits
  /// Amount without tax, in minor units of the books' currency; `nil` when it was not converted.
  public var baseNet: MinorUnits?
  /// Tax, in minor units of the books' currency; `nil` when it was not converted.
  public var baseTax: MinorUnits?

  /// A line.
  public init(
    document: Document, number: Int64, terms: Terms, net: MinorUnits, tax: MinorUnits, baseNet: MinorUnits? = nil,
    baseTax: MinorUnits? = nil
  ) {
    self.document = document
    self.number = number
    self.terms = terms
    self.net = net
    self.tax = tax
    self.baseNet = baseNet
    self.baseTax = baseTax
  }

  /// Why the line is in no return: it is no supply, or nothing is decided; `nil` when it is declared.
  public var omission: Omission? { Omission(status: document.status, treatment: terms.treatment) }
}
