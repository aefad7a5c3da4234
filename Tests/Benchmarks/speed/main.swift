/// Reads pages of orders, one on each line of a file, into batches of source cells, and prints how fast that went.
///
/// What it takes from an order is what a connector takes: the document's fields, money sets and addresses, and a record
/// for each item and each shipping line with its tax.
import Builder
import Columns
import Formats
import Foundation

/// The fields of an order, its money sets, addresses and lines; each list is also the list of the columns it fills.
struct OrderReader {
  static let document = [
    "id", "name", "created_at", "processed_at", "updated_at", "cancelled_at", "currency", "presentment_currency",
    "financial_status", "fulfillment_status", "email", "phone", "taxes_included", "test", "source_name", "note", "tags",
    "total_outstanding", "total_tip_received", "location_id",
  ]
  static let nested = [
    "total_price_set", "total_tax_set", "total_discounts_set", "subtotal_price_set", "total_shipping_price_set",
    "customer",
    "billing_address", "shipping_address", "line_items", "shipping_lines",
  ]
  static let address = ["name", "company", "address1", "address2", "zip", "city", "province_code", "country_code"]
  static let line = [
    "id", "sku", "title", "variant_title", "vendor", "quantity", "price", "gift_card", "taxable", "product_id",
  ]
  static let lineNested = ["price_set", "total_discount_set", "tax_lines", "discount_allocations"]
  static let columns =
    document + nested.prefix(5).map { "\($0).amount" } + ["customer.id", "customer.email"]
    + address.map { "billing.\($0)" } + address.map { "shipping.\($0)" } + line.map { "line.\($0)" }
    + [
      "line.price_set.amount", "line.discount.amount", "line.tax.price", "line.tax.rate", "line.tax.title", "line.kind",
    ]

  let orderKeys = JSONKeys(document + nested)
  let setKeys = JSONKeys(["shop_money", "presentment_money"])
  let moneyKeys = JSONKeys(["amount", "currency_code"])
  let customerKeys = JSONKeys(["id", "email"])
  let addressKeys = JSONKeys(address)
  let lineKeys = JSONKeys(line + lineNested)
  let taxKeys = JSONKeys(["price", "rate", "title"])
  var order: [JSONElement?] = []
  var fields: [JSONElement?] = []
  var inner: [JSONElement?] = []
  var unknown = 0

  /// A page as a batch.
  mutating func batch(_ payload: JSONPayload) -> Batch {
    var builder = DocumentBuilder(body: payload.bytes, columns: Self.columns, known: Self.columns)
    let kinds = ["goods", "shipping"].map { builder.text.append($0) }
    for element in payload.elements(of: payload["orders", in: payload.root]) {
      var unknown = 0
      payload.read(element, orderKeys, into: &order) { _ in unknown += 1 }
      self.unknown += unknown
      let range = payload.range(element)
      builder.beginDocument(at: SourcePosition(line: 1, byte: Int(range.start)), raw: range)
      var column = 0
      for field in order.prefix(Self.document.count) {
        builder.setForDocument(column, payload.text(field, in: &builder.text))
        column += 1
      }
      let nested = Self.document.count
      for number in 0..<5 {
        builder.setForDocument(column, amount(payload, order[nested + number]))
        column += 1
      }
      payload.read(order[nested + 5], customerKeys, into: &fields)
      column = set(payload, &builder, column)
      for number in 6...7 {
        payload.read(order[nested + number], addressKeys, into: &fields)
        column = set(payload, &builder, column)
      }
      for (number, kind) in [(8, 0), (9, 1)] {
        for line in payload.elements(of: order[nested + number]) {
          payload.read(line, lineKeys, into: &fields)
          add(payload, &builder, column, kind: kinds[kind])
        }
      }
    }
    return builder.finish()
  }

  private mutating func set(_ payload: JSONPayload, _ builder: inout DocumentBuilder, _ first: Int) -> Int {
    for (offset, field) in fields.enumerated() {
      builder.setForDocument(first + offset, payload.text(field, in: &builder.text))
    }
    return first + fields.count
  }

  private mutating func add(
    _ payload: JSONPayload, _ builder: inout DocumentBuilder, _ first: Int, kind: TextRange
  ) {
    builder.addLine()
    let count = Self.line.count
    for number in 0..<count { builder.set(first + number, payload.text(fields[number], in: &builder.text)) }
    builder.set(first + count, amount(payload, fields[count]))
    builder.set(first + count + 1, amount(payload, fields[count + 1]))
    for tax in payload.elements(of: fields[count + 2]) {
      payload.read(tax, taxKeys, into: &inner)
      for number in 0..<3 { builder.set(first + count + 2 + number, payload.text(inner[number], in: &builder.text)) }
    }
    builder.set(first + count + 5, kind)
  }

  /// The shop's amount of a money set.
  private mutating func amount(_ payload: JSONPayload, _ set: JSONElement?) -> TextRange {
    payload.read(set, setKeys, into: &inner)
    payload.read(inner[0], moneyKeys, into: &inner)
    return payload.range(inner[0])
  }
}

/// Seconds of processor time that `work` takes at best, of some rounds.
func best(_ rounds: Int, _ work: () throws -> Void) rethrows -> Double {
  var best = Double.infinity
  for _ in 0..<rounds {
    let start = clock()
    try work()
    best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
  }
  return best
}

let rounds = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 5 : 5
let file = try Data(contentsOf: URL(filePath: CommandLine.arguments[1]))
let pages = [UInt8](file).split(separator: UInt8(ascii: "\n")).map { [UInt8]($0) }
let megabytes = Double(pages.reduce(0) { $0 + $1.count }) / 1e6
var parser = JSONPayloadParser()
var reader = OrderReader()
var lines = 0

func say(_ what: String, _ seconds: Double) {
  print("\(what): \(Int(megabytes / seconds)) MB/s of processor time")
}
try say("payloads", best(rounds) { for page in pages { _ = try parser.parse(page) } })
try say(
  "cells",
  best(rounds) {
    lines = 0
    for page in pages { lines += reader.batch(try parser.parse(page)).lineCount }
  })
print("\(Int(megabytes)) MB in \(pages.count) pages, \(lines) records of \(OrderReader.columns.count) cells")
