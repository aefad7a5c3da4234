/// Documents in a form that a test can write down, and the batches made of them.
import Columns
import Commerce
import Pipeline
import Tax

/// A document of a test.
struct SampleDocument {
  var id: String
  var kind = TransactionKind.sale
  var lines = [SampleLine()]
  var country = "DE"
  var date = "2024-03-15"
  var currency = Currency.euro
  var status = DocumentStatus.completed
  var taxes: [(title: String, millionths: Int64)] = []
  var postcode: String?
  var placedAt: Instant?
  var contact: Int64?
  var email: String?
  /// The keys of a contact that no document had before.
  var keys: [MatchKeyKind: Int64] = [:]
  var raw: String?
  var paymentMethod = ""
  /// What gift cards have paid, in cents; `nil` where the source does not tell.
  var giftCards: Int64?
  /// The sale that a refund refunds.
  var refunds = ""
  var refusals: [(code: String, column: String?, value: String)] = []
  var findings: [String] = []

  init(_ id: String) { self.id = id }

  /// The same document with some of it changed.
  func with(_ change: (inout SampleDocument) -> Void) -> SampleDocument {
    var copy = self
    change(&copy)
    return copy
  }
}

/// A line of a test's document; amounts in cents.
struct SampleLine {
  var title = "Lamp"
  var kind = LineKind.goods
  var net: Int64 = 1_000
  var tax: Int64 = 190
  var rate: Int32 = 19_000
  var treatment = Treatment(stored: 1)
  var scheme = Scheme(stored: 1)
  var sku = ""
  var units: Int64?
  /// Whether goods that were paid back came back into stock; `nil` where the source does not tell.
  var restocked: Bool?
  /// Lines of one record share its position.
  var sharesRecord = false
}

extension Batch {
  /// A batch of documents, the first of which stands on `firstLine` of its file; each record takes 100 bytes.
  init(_ documents: [SampleDocument], firstLine: Int = 2) {
    var text = TextArena()
    var records = SourceRecords()
    var starts: [Int32] = [0]
    for document in documents {
      for line in document.lines {
        let number = firstLine + records.count
        if line.sharesRecord, let last = records.positions.last, let raw = records.raw.last {
          records.positions.append(last)
          records.raw.append(raw)
        } else {
          records.positions.append(SourcePosition(line: number, byte: number * 100))
          records.raw.append(text.append(document.raw ?? "\(document.id),\(line.title)"))
        }
      }
      starts.append(Int32(records.count))
    }
    self.init(text: text, records: records, documentStarts: starts)
    putDocumentColumns(documents)
    putLineColumns(documents.flatMap { document in document.lines.map { (document, $0) } })
    for (index, document) in documents.enumerated() {
      for refusal in document.refusals {
        refuse(
          Refusal(refusal.code, document: index, column: refusal.column, value: self.text.append(refusal.value)))
      }
      findings += document.findings.map { Finding($0, document: index) }
    }
  }

  private mutating func putDocumentColumns(_ documents: [SampleDocument]) {
    put(OrderKeys.externalID, documents.map { $0.id })
    put(OrderKeys.reference, documents.map { "#\($0.id)" })
    put(OrderKeys.countrySource, documents.map { $0.country })
    put(OrderKeys.email, documents.map { $0.email ?? "" })
    put(OrderKeys.kind, documents.map { $0.kind })
    put(OrderKeys.country, documents.map { Country($0.country) })
    put(OrderKeys.taxDate, documents.map { CivilDate($0.date) })
    put(OrderKeys.currency, documents.map { $0.currency })
    put(OrderKeys.status, documents.map { $0.status })
    put(
      OrderKeys.total,
      documents.map { document in
        Exact(millionths: document.lines.reduce(0) { $0 &+ ($1.net &+ $1.tax) &* 10_000 })
      })
    put(
      OrderKeys.taxTotal,
      documents.map { document in
        Exact(millionths: document.lines.reduce(0) { $0 &+ $1.tax &* 10_000 })
      })
    put(OrderKeys.paymentMethod, documents.map { $0.paymentMethod })
    put(OrderKeys.refunds, documents.map { $0.refunds })
    if documents.contains(where: { $0.giftCards != nil }) {
      put(OrderKeys.giftCardAmount, documents.map { $0.giftCards.map { Exact(millionths: $0 * 10_000) } })
    }
    put(OrderKeys.postcode, documents.map { $0.postcode ?? "" })
    put(OrderKeys.placedAt, documents.map { $0.placedAt })
    put(OrderKeys.contact, documents.map { $0.contact })
    for (kind, column) in zip(MatchKeyKind.allCases, OrderKeys.newMatchKeys) {
      put(column, documents.map { $0.keys[kind] })
    }
    for slot in 0..<(documents.map { $0.taxes.count }.max() ?? 0) {
      put(OrderKeys.taxTitle(slot), documents.map { slot < $0.taxes.count ? $0.taxes[slot].title : "" })
      put(
        OrderKeys.taxAmount(slot),
        documents.map {
          slot < $0.taxes.count ? Exact(millionths: $0.taxes[slot].millionths) : nil
        })
    }
  }

  private mutating func putLineColumns(_ lines: [(document: SampleDocument, line: SampleLine)]) {
    put(OrderKeys.title, lines.map { $0.line.title })
    put(OrderKeys.sku, lines.map { $0.line.sku })
    put(OrderKeys.quantity, lines.map { line in line.line.units.map { Exact(millionths: $0 * 1_000_000) } })
    put(OrderKeys.lineKind, lines.map { $0.line.kind })
    if lines.contains(where: { $0.line.restocked != nil }) {
      put(OrderKeys.restocked, lines.map { line in line.line.restocked.map { $0 ? 1 : 0 } })
    }
    put(OrderKeys.sourceAmount, lines.map { Exact(millionths: $0.line.net &* 10_000) })
    put(OrderKeys.net, lines.map { MinorUnits($0.line.net) })
    put(OrderKeys.tax, lines.map { MinorUnits($0.line.tax) })
    put(OrderKeys.baseNet, lines.map { MinorUnits($0.line.net) })
    put(OrderKeys.baseTax, lines.map { MinorUnits($0.line.tax) })
    put(TaxKeys.rate, lines.map { TaxRate(thousandths: $0.line.rate) })
    put(TaxKeys.treatment, lines.map { $0.line.treatment })
    put(TaxKeys.scheme, lines.map { $0.line.scheme })
    put(TaxKeys.territory, lines.map { Territory($0.document.country) })
    put(TaxKeys.taxCountry, lines.map { Country($0.document.country) })
  }

  private mutating func put<Value>(_ key: ColumnKey<Value>, _ values: [Value?]) {
    put(key, Column(stored: values.map { $0?.stored ?? .missing }))
  }

  private mutating func put(_ key: ColumnKey<TextRange>, _ values: [String]) {
    put(key, Column(stored: values.map { $0.isEmpty ? .empty : text.append($0) }))
  }
}
