/// Reads what orders and refunds have in common: line items, their taxes and their discounts.
import Columns
import Commerce
import Formats
import Platforms

/// Reads the parts of a line.
enum LineReader {
  /// The taxes of a line, and their sum.
  struct Taxes {
    var list: [DraftTax] = []
    var sum = TwoMoney.zero
    /// The cells that tell of them.
    var cells: [(column: OrderColumn, text: TextRange)] = []

    /// The sum of the rates that were charged, in percent; zero where no tax was, `nil` where a rate is not known.
    var percent: Exact? {
      var sum: Int64 = 0
      for tax in list where !tax.amount.isZero {
        guard let rate = tax.rate else { return nil }
        sum += Int64(rate)
      }
      return Exact(millionths: sum * 1_000)
    }
  }

  /// The taxes at `element`.
  static func taxes(_ element: JSONElement?, at path: String, _ shaper: inout OrderShaper) -> Taxes {
    var taxes = Taxes()
    let lines = shaper.payload.list(element)
    for (slot, line) in lines.enumerated() {
      let fields = shaper.payload.fields(line, TaxField.self, at: path)
      let amount = shaper.payload.money(fields[.price], fields[.priceSet], at: "\(path).price_set") ?? .zero
      let rate = shaper.payload.exact(fields[.rate]).flatMap(Self.rate)
      taxes.list.append(DraftTax(title: shaper.payload.string(fields[.title]) ?? "", rate: rate, amount: amount))
      taxes.sum = taxes.sum + amount
      guard slot < 3 else { continue }
      let columns = OrderColumn.lineTax(slot)
      taxes.cells.append((columns.title, shaper.cell(fields[.title])))
      taxes.cells.append((columns.amount, shaper.text(amount.shop)))
      taxes.cells.append((columns.liable, shaper.cell(fields[.channelLiable])))
      if let rate { taxes.cells.append((columns.rate, shaper.text(Exact(millionths: Int64(rate) * Exact.unit)))) }
    }
    if let percent = taxes.percent { taxes.cells.append((.lineTaxRate, shaper.text(percent))) }
    if !lines.isEmpty, let element { taxes.cells.append((.lineTaxLines, shaper.payload.json.range(element))) }
    return taxes
  }

  /// A share such as 0.0725 as 1/1000 percent; `nil` when it is finer.
  private static func rate(_ share: Exact) -> Int32? {
    share.millionths % 10 == 0 ? Int32(exactly: share.millionths / 10) : nil
  }

  /// What a line item says of itself beside amounts.
  static func cells(
    _ line: Fields<LineField>, at path: String, _ shaper: inout OrderShaper
  ) -> [(column: OrderColumn, text: TextRange)] {
    let plain: [(OrderColumn, JSONElement?)] = [
      (.lineId, line[.id]), (.lineSku, line[.sku]), (.lineTitle, line[.title] ?? line[.name]),
      (.lineVariantTitle, line[.variantTitle]), (.lineVendor, line[.vendor]), (.lineProductId, line[.productId]),
      (.lineVariantId, line[.variantId]), (.lineProductExists, line[.productExists]),
      (.lineCurrentQuantity, line[.currentQuantity]), (.lineTaxable, line[.taxable]),
      (.lineRequiresShipping, line[.requiresShipping]), (.lineFulfillmentStatus, line[.fulfillmentStatus]),
      (.lineGrams, line[.grams]),
    ]
    var cells: [(column: OrderColumn, text: TextRange)] = []
    for (column, element) in plain where shaper.builder.isWanted(column.rawValue) {
      if let element { cells.append((column, shaper.cell(element))) }
    }
    if shaper.builder.isWanted(OrderColumn.lineProperties.rawValue), line[.properties] != nil {
      cells.append((.lineProperties, shaper.details(line[.properties], at: "\(path).properties")))
    }
    return cells
  }

  /// A discount of an order: its code or title, and of which type it is.
  struct Application {
    var title: TextRange
    var type: TextRange
  }

  /// The discounts of an order, in the order by which lines name them.
  static func applications(_ element: JSONElement?, _ shaper: inout OrderShaper) -> [Application] {
    shaper.payload.list(element).map { application in
      let fields = shaper.payload.fields(application, ApplicationField.self, at: "discount_applications")
      return Application(
        title: shaper.cell(fields[.code] ?? fields[.title] ?? fields[.description]), type: shaper.cell(fields[.type]))
    }
  }

  /// The discounts that fall on a line, each as a line of its own: the allocations tell them all, `total_discount` only
  /// those that were given by hand.
  static func discounts(
    _ element: JSONElement?, of line: JSONElement?, sku: JSONElement?, taxable: JSONElement?,
    taxes: Taxes, _ applications: [Application], at path: String, _ shaper: inout OrderShaper
  ) -> [DraftLine] {
    shaper.payload.list(element).compactMap { allocation in
      let fields = shaper.payload.fields(allocation, AllocationField.self, at: path)
      guard let amount = shaper.payload.money(fields[.amount], fields[.amountSet], at: "\(path).amount_set"),
        !amount.isZero
      else { return nil }
      var cells = [
        (column: OrderColumn.lineId, text: shaper.cell(line)), (.lineSku, shaper.cell(sku)),
        (.lineTaxable, shaper.cell(taxable)),
      ]
      // What is reduced bears its tax on the rest, so the reduction bears it too.
      if let percent = taxes.percent { cells.append((.lineTaxRate, shaper.text(percent))) }
      let index = shaper.payload.integer(fields[.discountApplicationIndex]).flatMap { Int(exactly: $0) }
      if let index, applications.indices.contains(index) {
        cells.append((.lineTitle, applications[index].title))
        cells.append((.lineReason, applications[index].type))
      }
      return DraftLine(kind: .discount, quantity: -1, price: amount, tax: nil, cells: cells)
    }
  }
}
