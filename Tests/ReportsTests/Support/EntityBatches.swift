/// Stock and payouts for the reports about them.
import Columns
import Commerce

/// A level of stock; figures that are `nil` are not told.
struct Level {
  var article: String
  var place: String
  var title: String
  var available: String?
  var onHand: String?
  var reserved: String?
}

/// An amount of a payout.
struct Amount {
  var kind: PayoutLineKind
  var amount: String
  var fee: String?
}

/// A payout with its amounts.
struct Payout {
  var id: String
  var status: PayoutStatus
  var paidOn: String
  var currency: String
  var total: String
  var opening: String?
  var amounts: [Amount]
}

extension Batch {
  /// A batch of documents with that many lines each.
  private init(lines: [Int], kind: String) {
    var text = TextArena()
    var records = SourceRecords()
    var starts: [Int32] = [0]
    for (document, count) in lines.enumerated() {
      for line in 0..<count {
        records.positions.append(SourcePosition(line: records.count + 2, byte: 100 + records.count * 10))
        records.raw.append(text.append("\(kind);\(document);\(line)"))
      }
      starts.append(Int32(records.count))
    }
    self.init(text: text, records: records, documentStarts: starts)
  }

  /// A batch of stock levels, a document each.
  init(_ levels: [Level]) {
    self.init(lines: levels.map { _ in 1 }, kind: "stock")
    fill(InventoryKeys.externalID, levels.map { "\($0.article)@\($0.place)" })
    fill(InventoryKeys.title, levels.map(\.title))
    fill(InventoryKeys.article, levels.map(\.article))
    fill(InventoryKeys.sku, levels.map { "SKU-\($0.article)" })
    fill(InventoryKeys.place, levels.map(\.place))
    fill(InventoryKeys.placeName, levels.map { "Warehouse \($0.place)" })
    fill(InventoryKeys.available, levels.map { $0.available.flatMap { Exact($0) } })
    fill(InventoryKeys.onHand, levels.map { $0.onHand.flatMap { Exact($0) } })
    fill(InventoryKeys.reserved, levels.map { $0.reserved.flatMap { Exact($0) } })
  }

  /// A batch of payouts.
  init(_ payouts: [Payout]) {
    self.init(lines: payouts.map(\.amounts.count), kind: "payouts")
    let amounts = payouts.flatMap(\.amounts)
    fill(PayoutKeys.externalID, payouts.map(\.id))
    fill(PayoutKeys.status, payouts.map { Optional($0.status) })
    fill(PayoutKeys.paidOn, payouts.map { CivilDate($0.paidOn) })
    fill(PayoutKeys.currency, payouts.map { Currency($0.currency) })
    fill(PayoutKeys.total, payouts.map { Exact($0.total) })
    fill(PayoutKeys.openingBalance, payouts.map { $0.opening.flatMap { Exact($0) } })
    fill(PayoutKeys.lineKind, amounts.map { Optional($0.kind) })
    fill(PayoutKeys.amount, amounts.map { Exact($0.amount) })
    fill(PayoutKeys.fee, amounts.map { $0.fee.flatMap { Exact($0) } })
    fill(
      PayoutKeys.net,
      amounts.map { amount in Exact(amount.amount).flatMap { $0.subtracting(amount.fee.flatMap { Exact($0) } ?? .zero) }
      })
  }

  private mutating func fill(_ key: ColumnKey<TextRange>, _ texts: [String]) {
    put(key, Column(stored: texts.map { $0.isEmpty ? .empty : text.append($0) }))
  }

  private mutating func fill<Value: ColumnValue>(_ key: ColumnKey<Value>, _ values: [Value?]) {
    put(key, Column(stored: values.map { $0?.stored ?? .missing }))
  }
}

/// What the golden files of stock and payouts are made from.
enum SampleEntities {
  static let stock = [
    Level(article: "20", place: "2", title: "Tea, loose", available: "1.5", onHand: "2", reserved: "0.5"),
    Level(article: "10", place: "1", title: "Mug", available: "-3", onHand: "0", reserved: "3"),
    Level(article: "10", place: "2", title: "Mug", available: nil, onHand: nil, reserved: nil),
  ]

  /// 100.00 less 2.40, less 25.00 is 72.60, which is transferred; 20 less 10 and 5 carried over is 15; and 1,000 are
  /// stated where 900 are known.
  static let payouts = [
    Payout(
      id: "P1", status: .paid, paidOn: "2011-02-03", currency: "EUR", total: "72.60", opening: nil,
      amounts: [
        Amount(kind: .sale, amount: "100.00", fee: "2.40"), Amount(kind: .refund, amount: "-25.00", fee: nil),
        Amount(kind: .payout, amount: "-72.60", fee: "0"),
      ]),
    Payout(
      id: "P2", status: .inTransit, paidOn: "2011-02-04", currency: "USD", total: "15", opening: "5",
      amounts: [Amount(kind: .sale, amount: "20", fee: nil), Amount(kind: .fee, amount: "-10", fee: nil)]),
    Payout(
      id: "P3", status: .scheduled, paidOn: "2011-02-05", currency: "JPY", total: "1000", opening: nil,
      amounts: [Amount(kind: .sale, amount: "900", fee: nil)]),
  ]
}
