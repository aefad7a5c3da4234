/// The lines of what is published and current, as tax returns see them.
import Columns
public import Commerce
import GRDB
public import Pipeline
public import Tax

extension LedgerReader {
  /// Gives every line whose document has a tax date from `first` to `last`, in the order of the ledger.
  ///
  /// - Parameters:
  ///   - store: whose documents; `nil` for every store's.
  ///   - first: the first tax date; `nil` for no limit.
  ///   - last: the last tax date; `nil` for no limit.
  ///   - body: what is done with each line.
  public func declaredLines(
    store: String? = nil, from first: CivilDate? = nil, to last: CivilDate? = nil, _ body: (DeclaredLine) -> Void
  ) throws(RunFailure) {
    try declaredLines(
      """
      (?1 IS NULL OR s.name = ?1) AND (?2 IS NULL OR t.tax_date >= ?2) AND (?3 IS NULL OR t.tax_date <= ?3)
      """, [store, first?.description, last?.description], body)
  }

  /// The documents that have lines and no tax date, which ``declaredLines(store:from:to:_:)`` cannot give.
  public func undatedDocuments(store: String? = nil) throws(RunFailure) -> [UndatedDocument] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT t.id, s.name AS store, t.external_id, t.kind, e.currency, sum(l.net) AS net, sum(l.tax) AS tax
          FROM transactions t
          JOIN runs r ON r.id = t.run_id AND r.status = 'published'
          JOIN stores s ON s.id = t.store_id
          JOIN document_terms e ON e.id = t.terms_id
          CROSS JOIN lines l ON l.id BETWEEN (t.id << 20) AND (t.id << 20) + 1048575
          WHERE t.is_current = 1 AND t.tax_date IS NULL AND (?1 IS NULL OR s.name = ?1)
          GROUP BY t.id ORDER BY t.id
          """, arguments: [store]
      ).map { row in
        guard let currency = Currency(row["currency"] as String) else { throw StorageFailure.damaged(path) }
        return UndatedDocument(
          id: row["id"], store: row["store"], externalID: row["external_id"],
          kind: TransactionKind(stored: row["kind"]), currency: currency, net: MinorUnits(row["net"]),
          tax: MinorUnits(row["tax"]))
      }
    }
  }

  /// The lines of one document.
  func declaredLines(ofDocument id: Int64) throws(RunFailure) -> [DeclaredLine] {
    var lines: [DeclaredLine] = []
    try declaredLines("t.id = ?1", [id]) { lines.append($0) }
    return lines
  }

  private func declaredLines(
    _ condition: String, _ arguments: StatementArguments, _ body: (DeclaredLine) -> Void
  ) throws(RunFailure) {
    try read { database in
      let terms = try Self.lineTerms(database)
      let lines = try Statement(Self.linesSQL, database)
      let taxes = try Statement(Self.taxesSQL, database)
      let documents = try Row.fetchCursor(
        database, sql: "\(Self.documentsSQL) AND \(condition)", arguments: arguments)
      while let row = try documents.next() {
        // A document that cannot be read must not be left out of a return silently.
        guard var document = DeclaredLine.Document(row) else { throw StorageFailure.damaged(path) }
        document.taxes = try Self.namedTaxes(of: document.id, taxes)
        lines.bind(1, document.id)
        while try lines.next() {
          guard let terms = terms[lines.integer(1)] else { throw StorageFailure.damaged(path) }
          body(
            DeclaredLine(
              document: document, number: lines.integer(0), terms: terms, net: MinorUnits(lines.integer(2)),
              tax: MinorUnits(lines.integer(3)), baseNet: Self.amount(lines.integer(4)),
              baseTax: Self.amount(lines.integer(5))))
        }
      }
    }
  }

  private static func amount(_ stored: Int64) -> MinorUnits? { stored == .missing ? nil : MinorUnits(stored) }

  private static func namedTaxes(of document: Int64, _ taxes: Statement) throws -> [DeclaredLine.Document.NamedTax] {
    var named: [DeclaredLine.Document.NamedTax] = []
    taxes.bind(1, document)
    while try taxes.next() {
      named.append(
        DeclaredLine.Document.NamedTax(title: taxes.string(0), amount: Exact(millionths: taxes.integer(1))))
    }
    return named
  }

  private static let taxesSQL =
    "SELECT title, amount FROM tax_lines WHERE transaction_id = ?1 ORDER BY ordinal"

  private static let documentsSQL = """
    SELECT t.id, s.name AS store, t.external_id, t.kind, e.status, t.tax_date, t.placed_at, q.tax_date AS sold_on,
      e.currency, e.price_basis, r.base_currency, p.country, p.region, t.vat_id
    FROM transactions t
    JOIN runs r ON r.id = t.run_id AND r.status = 'published'
    JOIN stores s ON s.id = t.store_id
    JOIN document_terms e ON e.id = t.terms_id
    LEFT JOIN destinations p ON p.id = t.destination_id
    LEFT JOIN transactions q ON q.external_id = t.refunds AND q.store_id = t.store_id AND q.kind = 1 AND q.is_current = 1
    WHERE t.is_current = 1 AND t.tax_date IS NOT NULL
    """

  private static let linesSQL = """
    SELECT id & 1048575, terms_id, net, tax, base_net, base_tax FROM lines
    WHERE id BETWEEN (?1 << 20) AND (?1 << 20) + 1048575 ORDER BY id
    """

  static func lineTerms(_ database: Database) throws -> [Int64: DeclaredLine.Terms] {
    var terms: [Int64: DeclaredLine.Terms] = [:]
    let rows = try Row.fetchCursor(database, sql: "SELECT * FROM line_terms")
    while let row = try rows.next() { terms[row["id"]] = DeclaredLine.Terms(row) }
    return terms
  }
}

extension DeclaredLine.Document {
  fileprivate init?(_ row: Row) {
    guard let taxDate = CivilDate(row["tax_date"] as String), let currency = Currency(row["currency"] as String),
      let baseCurrency = Currency(row["base_currency"] as String)
    else { return nil }
    self.init(
      id: row["id"], store: row["store"], externalID: row["external_id"], kind: TransactionKind(stored: row["kind"]),
      status: (row["status"] as Int32?).flatMap(DocumentStatus.init(rawValue:)), taxDate: taxDate,
      placedAt: (row["placed_at"] as Int64?).map { Instant(seconds: $0) },
      soldOn: (row["sold_on"] as String?).flatMap { CivilDate($0) }, currency: currency, baseCurrency: baseCurrency,
      destination: (row["country"] as String?).flatMap { Country($0) }, region: row["region"] ?? "",
      buyerVATID: row["vat_id"] ?? "",
      priceBasis: (row["price_basis"] as Int32?).flatMap(PriceBasis.init(rawValue:)))
  }
}

extension DeclaredLine.Terms {
  /// The territory of a country: of runs before decisions were kept, that is all that is known.
  private static func territory(_ country: String?) -> Territory? {
    let today = CivilDate(day: 20_000)
    return country.flatMap { Country($0) }.map { VATArea.standard.place($0, on: today).territory }
  }

  fileprivate init(_ row: Row) {
    func code(_ name: String) -> Int32? { row[name] }
    self.init(
      lineKind: LineKind(stored: code("kind") ?? .missing),
      treatment: code("treatment").flatMap(Treatment.init(rawValue:)),
      scheme: code("scheme").flatMap(Scheme.init(rawValue:)), rate: code("rate").map(TaxRate.init(stored:)),
      category: code("category").flatMap(RateCategory.init(rawValue:)),
      territory: (row["territory"] as String?).flatMap { Territory($0) } ?? Self.territory(row["tax_country"]),
      dispatch: (row["dispatch"] as String?).flatMap { Territory($0) },
      liable: code("liable").flatMap(LiableParty.init(rawValue:)),
      taxReturn: code("tax_return").flatMap(TaxReturn.init(rawValue:)),
      reason: code("reason").map(DecisionReason.init(stored:)))
  }
}
