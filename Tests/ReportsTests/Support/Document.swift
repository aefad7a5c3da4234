/// A document as tests write it down, and the batch that documents make.
import Columns
import Commerce
import Tax

/// One line of a document; amounts are text in the document's currency.
struct Line {
  var kind = LineKind.goods
  /// The exact amount as the source has it.
  var source: String?
  var net = "0"
  var tax = "0"
  var base = ("0", "0")
  var treatment: Treatment? = .taxed
  var scheme: Scheme? = .domestic
  var rate: String?
  var taxCountry: String?
  var category: RateCategory?
  /// The territory whose tax it is, who owes it, and in which return; as of a run before these were kept where missing.
  var territory: String?
  var liable: LiableParty?
  var taxReturn: TaxReturn?
  var reason: DecisionReason?
}

/// A document and its lines.
struct Document {
  var id: String
  var kind = TransactionKind.sale
  var status: DocumentStatus? = .completed
  var date: String
  var currency = "GBP"
  /// Whether the exact amounts of the lines include tax.
  var basis = PriceBasis.net
  var country = ""
  /// The state or province of the destination.
  var region = ""
  /// When it was placed, in seconds since 1970.
  var placedAt: Int64?
  var spelling = ""
  /// The buyer's number.
  var vatID = ""
  /// The territory that goods left.
  var dispatch: String?
  /// The taxes that the platform names.
  var taxes: [(title: String, amount: String)] = []
  /// Id of the sale that a refund refunds.
  var refunds = ""
  /// Why a stage refuses it.
  var refusal: (code: String, column: String, value: String)?
  var lines: [Line]
}

extension Batch {
  /// The batch of `documents`, one source line each line, whose books are kept in `base`.
  init(_ documents: [Document], base: Currency) {
    var text = TextArena()
    var records = SourceRecords()
    var starts: [Int32] = [0]
    for document in documents {
      for number in document.lines.indices {
        records.positions.append(SourcePosition(line: records.count + 2, byte: 100 + records.count * 10))
        records.raw.append(text.append("\(document.id);\(number + 1)"))
      }
      starts.append(Int32(records.count))
    }
    self.init(text: text, records: records, documentStarts: starts)
    fillDocuments(documents)
    fillLines(documents, base)
    for (index, document) in documents.enumerated() {
      guard let refusal = document.refusal else { continue }
      refuse(
        Refusal(
          refusal.code, document: index, line: lines(of: index).lowerBound, column: refusal.column,
          value: self.text.append(refusal.value)))
    }
  }

  private mutating func fillDocuments(_ documents: [Document]) {
    putTexts(OrderKeys.externalID, documents.map(\.id))
    putTexts(OrderKeys.refunds, documents.map(\.refunds))
    putTexts(OrderKeys.countrySource, documents.map(\.spelling))
    putTexts(OrderKeys.region, documents.map(\.region))
    putTexts(OrderKeys.vatID, documents.map(\.vatID))
    put(TaxKeys.dispatch, values(documents.map { $0.dispatch.flatMap { Territory($0) } }))
    for slot in 0..<(documents.map(\.taxes.count).max() ?? 0) {
      let taxes = documents.map { slot < $0.taxes.count ? $0.taxes[slot] : ("", "") }
      putTexts(OrderKeys.taxTitle(slot), taxes.map(\.0))
      put(OrderKeys.taxAmount(slot), values(taxes.map { Exact($0.1) }))
    }
    put(OrderKeys.placedAt, values(documents.map { $0.placedAt.map { Instant(seconds: $0) } }))
    put(OrderKeys.kind, values(documents.map(\.kind)))
    put(OrderKeys.status, values(documents.map(\.status)))
    put(OrderKeys.taxDate, values(documents.map { CivilDate($0.date) }))
    put(OrderKeys.priceBasis, values(documents.map(\.basis)))
    put(OrderKeys.currency, values(documents.map { Currency($0.currency) }))
    put(OrderKeys.country, values(documents.map { Country($0.country) }))
  }

  private mutating func fillLines(_ documents: [Document], _ base: Currency) {
    let all = documents.flatMap { document in document.lines.map { (document, $0) } }
    put(OrderKeys.lineKind, values(all.map(\.1.kind)))
    put(OrderKeys.sourceAmount, values(all.map { $0.1.source.flatMap { Exact($0) } }))
    put(OrderKeys.net, values(all.map { minor($0.1.net, Currency($0.0.currency)) }))
    put(OrderKeys.tax, values(all.map { minor($0.1.tax, Currency($0.0.currency)) }))
    put(OrderKeys.baseNet, values(all.map { minor($0.1.base.0, base) }))
    put(OrderKeys.baseTax, values(all.map { minor($0.1.base.1, base) }))
    put(TaxKeys.treatment, values(all.map(\.1.treatment)))
    put(TaxKeys.category, values(all.map(\.1.category)))
    put(TaxKeys.scheme, values(all.map(\.1.scheme)))
    put(TaxKeys.rate, values(all.map { $0.1.rate.flatMap { TaxRate($0) } }))
    put(TaxKeys.taxCountry, values(all.map { $0.1.taxCountry.flatMap { Country($0) } }))
    put(TaxKeys.territory, values(all.map { $0.1.territory.flatMap { Territory($0) } }))
    put(TaxKeys.liable, values(all.map(\.1.liable)))
    put(TaxKeys.taxReturn, values(all.map(\.1.taxReturn)))
    put(TaxKeys.reason, values(all.map(\.1.reason)))
  }

  private mutating func putTexts(_ key: ColumnKey<TextRange>, _ texts: [String]) {
    put(key, Column(stored: texts.map { $0.isEmpty ? .empty : text.append($0) }))
  }

  private func values<Value: ColumnValue>(_ values: [Value?]) -> Column<Value> {
    Column(stored: values.map { $0?.stored ?? .missing })
  }

  private func minor(_ amount: String, _ currency: Currency?) -> MinorUnits? {
    Exact(amount).map { $0.rounded(to: currency?.exponent ?? 0) }
  }
}
