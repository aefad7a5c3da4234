/// The sums that reports are made of: what all published runs together have added to and taken from each tally.
public import Commerce
import GRDB
public import Pipeline
public import Tax

/// One tally: documents and lines that are alike in everything a report tells apart, and their sums.
public struct Tally: Sendable, Equatable {
  /// Name of the store.
  public var store: String
  /// Kind of the documents.
  public var kind: TransactionKind
  /// Kind of the lines.
  public var lineKind: LineKind
  /// Where the documents stand; `nil` when the pipeline does not say.
  public var status: DocumentStatus?
  /// Whether the exact amounts of the lines include tax; `nil` when the pipeline does not say.
  public var priceBasis: PriceBasis?
  /// The destination as the source spells it.
  public var countrySource: String
  /// The destination.
  public var country: Country?
  /// The country whose tax it is.
  public var taxCountry: Country?
  /// How the lines are treated.
  public var treatment: Treatment?
  /// The scheme under which they are declared.
  public var scheme: Scheme?
  /// The rate.
  public var rate: TaxRate?
  /// Month of the tax date.
  public var month: CivilMonth?
  /// Currency of the documents.
  public var currency: Currency
  /// Currency of the books.
  public var baseCurrency: Currency
  /// Documents, each counted in the tally of its first line.
  public var documents: Int64
  /// Lines.
  public var lines: Int64
  /// Exact amount as the source has it, in 10⁻⁶ of the currency's unit.
  public var sourceAmount: Int64
  /// Amount without tax, in minor units.
  public var net: Int64
  /// Tax, in minor units.
  public var tax: Int64
  /// Amount without tax, in minor units of the books' currency.
  public var baseNet: Int64
  /// Tax, in minor units of the books' currency.
  public var baseTax: Int64
}

extension LedgerReader {
  /// The tallies of all published runs, in no particular order.
  ///
  /// - Parameters:
  ///   - store: whose documents; `nil` for every store's.
  ///   - months: the first and last month of the tax date; documents without a date belong to no stretch of time.
  public func tallies(
    store: String? = nil, from first: CivilMonth? = nil, to last: CivilMonth? = nil
  ) throws(RunFailure) -> [Tally] {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT s.name, a.kind, a.line_kind, a.status, a.price_basis, a.country_source, a.country,
            a.tax_country, a.treatment, a.scheme, a.rate, a.month, a.currency, r.base_currency, sum(a.documents),
            sum(a.lines), sum(a.source_amount), sum(a.net), sum(a.tax),
            sum(a.base_net), sum(a.base_tax)
          FROM tallies a
          JOIN runs r ON r.id = a.run_id AND r.status = 'published'
          JOIN stores s ON s.id = a.store_id
          WHERE (?1 IS NULL OR s.name = ?1) AND (?2 IS NULL OR a.month >= ?2)
            AND (?3 IS NULL OR (a.month <= ?3 AND a.month <> ''))
          GROUP BY a.store_id, a.kind, a.line_kind, a.status, a.price_basis, a.country_source, a.country, a.tax_country,
            a.treatment, a.scheme, a.rate, a.month, a.currency, r.base_currency
          HAVING sum(a.documents) <> 0 OR sum(a.lines) <> 0 OR sum(a.source_amount) <> 0 OR sum(a.net) <> 0
            OR sum(a.tax) <> 0 OR sum(a.base_net) <> 0 OR sum(a.base_tax) <> 0
          """, arguments: [store, first?.description, last?.description])
      var tallies: [Tally] = []
      while let row = try rows.next() {
        // A tally that cannot be read must not be left out of a report silently.
        guard let tally = Tally(row) else { throw StorageFailure.damaged(path) }
        tallies.append(tally)
      }
      return tallies
    }
  }

  /// The number of the last published run, of a store or of all; `nil` when nothing is published.
  public func lastPublishedRun(store: String? = nil) throws(RunFailure) -> Int64? {
    try read { database in
      try Int64.fetchOne(
        database,
        sql: """
          SELECT max(r.id) FROM runs r JOIN stores s ON s.id = r.store_id
          WHERE r.status = 'published' AND (?1 IS NULL OR s.name = ?1)
          """, arguments: [store])
    }
  }
}

extension Tally {
  /// The columns by their places in the query: looking each up by its name takes longer than all the rest.
  fileprivate init?(_ row: Row) {
    guard let currency = Currency(row[12] as String), let baseCurrency = Currency(row[13] as String) else { return nil }
    store = row[0]
    kind = TransactionKind(stored: row[1])
    lineKind = LineKind(stored: row[2])
    status = DocumentStatus(rawValue: row[3])
    priceBasis = PriceBasis(rawValue: row[4])
    countrySource = row[5]
    country = Country(row[6] as String)
    taxCountry = Country(row[7] as String)
    treatment = Treatment(rawValue: row[8])
    scheme = Scheme(rawValue: row[9])
    let thousandths: Int32 = row[10]
    rate = thousandths < 0 ? nil : TaxRate(thousandths: thousandths)
    month = CivilMonth(row[11] as String)
    self.currency = currency
    self.baseCurrency = baseCurrency
    documents = row[14]
    lines = row[15]
    sourceAmount = row[16]
    net = row[17]
    tax = row[18]
    baseNet = row[19]
    baseTax = row[20]
  }
}
