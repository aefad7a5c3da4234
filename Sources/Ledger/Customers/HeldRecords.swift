/// What the ledger holds of a person beside what stores told: documents with their lines, where they came from, and so on.
public import Commerce
import GRDB
public import Pipeline
import Tax

/// All of it, for whoever asks what is held.
public struct HeldRecords: Sendable {
  /// A document of the person, in one of its revisions.
  public struct Document: Sendable {
    /// Name of the store.
    public var store: String
    /// Its kind, such as `sale`.
    public var kind: String
    /// The platform's id.
    public var externalID: String
    /// The number that people know it by.
    public var reference: String?
    /// The number of the revision, from 1.
    public var revision: Int64
    /// Whether it is the one that counts.
    public var isCurrent: Bool
    /// When it was placed.
    public var placedAt: Instant?
    /// The civil date that decides its tax.
    public var date: CivilDate?
    /// The contact that it bears.
    public var contact: Int64
    /// ISO code of the country of destination.
    public var country: String?
    /// The region of destination.
    public var region: String?
    /// The postcode of destination, of somebody who was erased a part of it.
    public var postcode: String?
    /// The VAT id of the buyer.
    public var vatID: String?
    /// ISO code of its currency.
    public var currency: String
    /// Its amount with tax, in minor units.
    public var gross: Int64
    /// How it was paid, in the platform's word.
    public var paymentMethod: String?
    /// Where it was read, and by which run.
    public var origin: Origin
    /// Its lines.
    public var lines: [Line]
  }

  /// Where something was read.
  public struct Origin: Sendable {
    /// The file, or the stream of a platform.
    public var source: String
    /// Whether it is a stream.
    public var isStream: Bool
    /// The line of the file; of a stream the number of the record.
    public var line: Int64
    /// The run that read it.
    public var run: Int64
  }

  /// A line of a document; amounts in minor units of the document's currency.
  public struct Line: Sendable {
    /// What it is for, such as `goods`.
    public var kind: String
    /// Stock-keeping unit.
    public var sku: String?
    /// What it says.
    public var title: String?
    /// Quantity in millionths.
    public var quantity: Int64?
    /// The amount without tax.
    public var net: Int64
    /// The tax.
    public var tax: Int64
    /// ISO code of the country whose tax it is.
    public var taxCountry: String?
  }

  /// An account that a platform keeps of the person.
  public struct Account: Sendable {
    /// Name of the store.
    public var store: String
    /// The platform's id.
    public var externalID: String
    /// The number of the revision, from 1.
    public var revision: Int64
    /// Whether it is the one that counts.
    public var isCurrent: Bool
    /// The contact that it bears.
    public var contact: Int64
    /// ISO code of the country.
    public var country: String?
    /// The region.
    public var region: String?
    /// The VAT id.
    public var vatID: String?
    /// When it was made.
    public var createdAt: Instant?
    /// When it last changed.
    public var updatedAt: Instant?
    /// Where it was read, and by which run.
    public var origin: Origin
  }

  /// The documents, in the order in which they were loaded.
  public var documents: [Document] = []
  /// The accounts, in the order in which they were loaded.
  public var accounts: [Account] = []
  /// What was asked about the VAT ids of the documents.
  public var vatIDChecks: [VATIDCheck] = []
  /// Requests that platforms passed on about the person, settled ones too.
  public var requests: [PersonalRequest] = []
}

extension LedgerReader {
  /// What is held of a person by contacts, and by refused documents.
  public func heldRecords(ofContacts contacts: Set<Int64>, rejects: Set<Int64>) throws(RunFailure) -> HeldRecords {
    let requests = try personalRequests(all: true)
    return try read { database in
      var held = try HeldRecordsReading(contacts, database).records()
      held.requests = requests.filter { request in
        !contacts.isDisjoint(with: request.customers) || !rejects.isDisjoint(with: request.rejects)
      }
      return held
    }
  }
}

private struct HeldRecordsReading {
  private let database: Database
  private let contacts: String

  init(_ contacts: Set<Int64>, _ database: Database) {
    self.contacts = contacts.sorted().jsonArray
    self.database = database
  }

  func records() throws -> HeldRecords {
    let documents = try documents()
    let accounts = try accounts()
    let numbers = Set(
      (documents.map { ($0.vatID, $0.country) } + accounts.map { ($0.vatID, $0.country) }).compactMap { text, country in
        text.map { VATID.read(Array($0.utf8).span, of: country.flatMap { Country($0) }).text }
      })
    let checks = try numbers.sorted().flatMap { try VATIDCheck.fetch(database, "WHERE vat_id = ? ORDER BY id", [$0]) }
    return HeldRecords(documents: documents, accounts: accounts, vatIDChecks: checks)
  }

  private func documents() throws -> [HeldRecords.Document] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT t.*, s.name AS store, k.name AS kind_name, e.currency, e.payment_method, p.country, p.region, f.path, f.is_stream
        FROM transactions t JOIN runs r ON r.id = t.run_id AND r.status = 'published' JOIN stores s ON s.id = t.store_id
        JOIN sources f ON f.id = t.source_id JOIN document_terms e ON e.id = t.terms_id
        LEFT JOIN destinations p ON p.id = t.destination_id LEFT JOIN transaction_kinds k ON k.id = t.kind
        WHERE t.contact_id IN (SELECT value FROM json_each(?)) ORDER BY t.id
        """, arguments: [contacts]
    ).map { row in
      let (net, tax): (Int64, Int64) = (row["net"], row["tax"])
      return try HeldRecords.Document(
        store: row["store"], kind: row["kind_name"] ?? "", externalID: row["external_id"], reference: row["reference"],
        revision: row["revision"], isCurrent: row["is_current"],
        placedAt: (row["placed_at"] as Int64?).map(Instant.init(seconds:)),
        date: (row["tax_date"] as String?).flatMap { CivilDate($0) }, contact: row["contact_id"],
        country: row["country"], region: row["region"], postcode: row["postcode"], vatID: row["vat_id"],
        currency: row["currency"], gross: net + tax, paymentMethod: row["payment_method"],
        origin: HeldRecords.Origin(row: row), lines: lines(of: row["id"]))
    }
  }

  private func lines(of document: Int64) throws -> [HeldRecords.Line] {
    let first = document << LineRows.numberBits
    return try Row.fetchAll(
      database,
      sql: """
        SELECT l.quantity, l.net, l.tax, k.name AS kind, a.sku, a.title, w.tax_country FROM lines l
        JOIN line_terms w ON w.id = l.terms_id LEFT JOIN labels a ON a.id = l.label_id
        LEFT JOIN line_kinds k ON k.id = w.kind WHERE l.id BETWEEN ? AND ? ORDER BY l.id
        """, arguments: [first, first + 1 << LineRows.numberBits - 1]
    ).map { row in
      HeldRecords.Line(
        kind: row["kind"] ?? "", sku: row["sku"], title: row["title"], quantity: row["quantity"], net: row["net"],
        tax: row["tax"], taxCountry: row["tax_country"])
    }
  }

  private func accounts() throws -> [HeldRecords.Account] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT a.*, s.name AS store, f.path, f.is_stream
        FROM accounts a JOIN runs r ON r.id = a.run_id AND r.status = 'published' JOIN stores s ON s.id = a.store_id
        JOIN sources f ON f.id = a.source_id WHERE a.contact IN (SELECT value FROM json_each(?)) ORDER BY a.id
        """, arguments: [contacts]
    ).map { row in
      HeldRecords.Account(
        store: row["store"], externalID: row["external_id"], revision: row["revision"], isCurrent: row["is_current"],
        contact: row["contact"], country: row["country"], region: row["region"], vatID: row["vat_id"],

        createdAt: (row["created_at"] as Int64?).map(Instant.init(seconds:)),
        updatedAt: (row["updated_at"] as Int64?).map(Instant.init(seconds:)), origin: HeldRecords.Origin(row: row))
    }
  }
}

extension HeldRecords.Origin {
  fileprivate init(row: Row) {
    self.init(source: row["path"], isStream: row["is_stream"], line: row["source_line"], run: row["run_id"])
  }
}
