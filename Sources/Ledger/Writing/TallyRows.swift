/// Counts the documents of batches into tallies and writes the tallies before their transaction ends.
import Columns
import Commerce
import GRDB

struct TallyRows {
  private var table = TallyTable()
  private let add: Statement
  private let documentOfRevision: Statement
  private let linesOfRevision: Statement

  /// Prepares the statements for one run.
  init(store: Int64, run: Int64, _ database: Database) throws {
    add = try Statement(
      """
      INSERT INTO tallies (run_id, store_id, kind, line_kind, status, country_source, country, tax_country, treatment,
        scheme, rate, month, currency, documents, lines, source_amount, net, tax, base_net, base_tax, price_basis)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
      ON CONFLICT DO UPDATE SET documents = documents + excluded.documents, lines = lines + excluded.lines,
        source_amount = source_amount + excluded.source_amount, net = net + excluded.net, tax = tax + excluded.tax,
        base_net = base_net + excluded.base_net, base_tax = base_tax + excluded.base_tax
      """, database)
    documentOfRevision = try Statement(
      """
      SELECT t.kind, e.status, p.country_source, p.country, t.tax_date, e.currency, e.price_basis
      FROM transactions t JOIN document_terms e ON e.id = t.terms_id
      LEFT JOIN destinations p ON p.id = t.destination_id WHERE t.id = ?1
      """, database)
    linesOfRevision = try Statement(
      """
      SELECT w.kind, w.treatment, w.scheme, w.rate, w.tax_country, l.source_amount, l.net, l.tax, l.base_net, l.base_tax
      FROM lines l JOIN line_terms w ON w.id = l.terms_id
      WHERE l.id BETWEEN (?1 << 20) AND (?1 << 20) + 1048575 ORDER BY l.id
      """, database)
    add.bind(1, run)
    add.bind(2, store)
  }

  /// Adds every loaded document and takes away the revisions that they replace.
  mutating func add(
    _ entries: [DocumentEntry], _ batch: Batch, _ documents: DocumentColumns, _ lines: LineColumns, _ text: PinnedText
  ) throws {
    for document in entries.indices where entries[document].fate == .loaded {
      var key = TallyKey()
      key.kind = documents.kind[document]
      key.status = documents.status[document]
      key.priceBasis = documents.priceBasis[document]
      key.countrySource = unsafe table.number(of: text.bytes(documents.countrySource[document]))
      key.country = documents.country[document]
      key.month = Self.month(documents.taxDate[document])
      key.currency = documents.currency[document]
      addLines(batch.lines(of: document), lines, &key)
      if entries[document].supersedes != .missing { try subtract(entries[document].supersedes) }
    }
  }

  /// Writes the sums and begins anew.
  mutating func flush(_ codes: CodeTexts) throws {
    try writeSums(codes)
    table.removeAll()
  }

  @inline(__always)
  private mutating func addLines(_ range: Range<Int>, _ lines: LineColumns, _ key: inout TallyKey) {
    var delta = TallyDelta(documents: 1, lines: 1)
    for line in range {
      key.lineKind = lines.kind[line]
      key.treatment = lines.treatment[line]
      key.scheme = lines.scheme[line]
      key.rate = lines.rate[line]
      key.taxCountry = lines.taxCountry[line]
      delta.sourceAmount = Self.orZero(lines.sourceAmount[line])
      delta.net = lines.net[line]
      delta.tax = lines.tax[line]
      delta.baseNet = Self.orZero(lines.baseNet[line])
      delta.baseTax = Self.orZero(lines.baseTax[line])
      table.add(delta, at: table.index(of: key))
      delta.documents = 0
    }
  }

  /// Takes a replaced revision out of the sums, as it stands in the ledger.
  private mutating func subtract(_ transaction: Int64) throws {
    documentOfRevision.bind(1, transaction)
    guard try documentOfRevision.next() else { return }
    var key = TallyKey()
    key.kind = documentOfRevision.narrow(0)
    key.status = documentOfRevision.narrow(1)
    let spelling = Array(documentOfRevision.string(2).utf8)
    key.countrySource = unsafe spelling.withUnsafeBufferPointer { unsafe table.number(of: $0) }
    key.country = Country(documentOfRevision.string(3))?.stored ?? .missing
    key.month = CivilDate(documentOfRevision.string(4)).map { Self.month($0.stored) } ?? .missing
    key.currency = Currency(documentOfRevision.string(5))?.stored ?? .missing
    key.priceBasis = documentOfRevision.narrow(6)
    documentOfRevision.reset()

    linesOfRevision.bind(1, transaction)
    var documents: Int64 = -1
    while try linesOfRevision.next() {
      key.lineKind = linesOfRevision.narrow(0)
      key.treatment = linesOfRevision.narrow(1)
      key.scheme = linesOfRevision.narrow(2)
      key.rate = linesOfRevision.narrow(3)
      key.taxCountry = Country(linesOfRevision.string(4))?.stored ?? .missing
      let delta = TallyDelta(
        documents: documents, lines: -1, sourceAmount: -Self.orZero(linesOfRevision.integer(5)),
        net: -linesOfRevision.integer(6),
        tax: -linesOfRevision.integer(7), baseNet: -Self.orZero(linesOfRevision.integer(8)),
        baseTax: -Self.orZero(linesOfRevision.integer(9)))
      table.add(delta, at: table.index(of: key))
      documents = 0
    }
  }

  private func writeSums(_ codes: CodeTexts) throws {
    for (key, delta) in zip(table.keys, table.deltas) {
      add.bind(3, key.kind)
      add.bind(4, Self.orZero(key.lineKind))
      add.bind(5, Self.orZero(key.status))
      add.bind(6, copying: table.spelling(key.countrySource))
      add.bind(7, copying: key.country == .missing ? "" : codes.countries.string(key.country))
      add.bind(8, copying: key.taxCountry == .missing ? "" : codes.countries.string(key.taxCountry))
      add.bind(9, Self.orZero(key.treatment))
      add.bind(10, Self.orZero(key.scheme))
      add.bind(11, key.rate == .missing ? -1 : key.rate)
      add.bind(12, copying: key.month == .missing ? "" : CivilMonth(stored: key.month).description)
      add.bind(13, copying: codes.currencies.string(key.currency))
      add.bind(14, delta.documents)
      add.bind(15, delta.lines)
      add.bind(16, delta.sourceAmount)
      add.bind(17, delta.net)
      add.bind(18, delta.tax)
      add.bind(19, delta.baseNet)
      add.bind(20, delta.baseTax)
      add.bind(21, Self.orZero(key.priceBasis))
      try add.run()
    }
  }

  private static func month(_ date: Int32) -> Int32 {
    date == .missing ? .missing : CivilDate(stored: date).month.stored
  }

  @inline(__always)
  private static func orZero(_ value: Int64) -> Int64 { value == .missing ? 0 : value }

  @inline(__always)
  private static func orZero(_ value: Int32) -> Int32 { value == .missing ? 0 : value }
}
