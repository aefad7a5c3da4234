import Columns
import Commerce
import Formats
import Platforms

/// Makes documents of orders and their refunds: one record per monetary line, all amounts without tax.
struct OrderShaper {
  var builder: DocumentBuilder
  var unknown = UnknownFields()
  let page: Int
  let vatNumbers: VATNumber
  private let words: Words

  /// Words that are written into cells.
  private struct Words {
    let sale, refund, one, zero, isFalse: TextRange
    let kinds: [OrderLine.Kind: TextRange]

    init(_ text: inout TextArena) {
      sale = text.append("sale")
      refund = text.append("refund")
      one = text.append("1")
      zero = text.append("0")
      isFalse = text.append("false")
      var kinds: [OrderLine.Kind: TextRange] = [:]
      for kind in [OrderLine.Kind.goods, .shipping, .fee, .discount, .rounding] {
        kinds[kind] = text.append(kind.rawValue)
      }
      self.kinds = kinds
    }
  }

  /// A shaper of one page; `body` is the page's body, which becomes the batch's text.
  init(body: [UInt8], columns: [String], page: Int, vatNumbers: VATNumber) {
    builder = DocumentBuilder(body: body, columns: columns, known: OrderColumn.names)
    words = Words(&builder.text)
    self.page = page
    self.vatNumbers = vatNumbers
  }

  /// What refunds have to know of their sale.
  struct Sale {
    var fields: [JSONElement?]
    var lines: [OrderLine]
    var taxes: [OrderTax]
    var total: Exact, tax: Exact
    /// Millionths in the smallest unit that the order's amounts are written in.
    var unit: Int64
    let reader: ObjectReader
    var header: [(OrderColumn, TextRange)]
  }

  // MARK: Sales

  /// Adds the sale of an order.
  ///
  /// - Parameters:
  ///   - status: the order's status where the list is not to be believed, as for one that was deleted meanwhile.
  ///   - vatNumber: the number and its key that the buyer's account has, where the order has none.
  mutating func addSale(
    _ order: JSONElement, _ reader: ObjectReader, status: String? = nil,
    vatNumber: (number: String, key: String)? = nil
  ) -> Sale {
    let fields = reader.fields(order, OrderFields.order, &unknown)
    let place = SourcePosition(line: page, byte: Int(reader.payload.range(order).start))
    builder.beginDocument(at: place, raw: reader.raw(order))
    let taxes = taxLines(fields[OrderFields.Order.taxLines], reader)
    let goods = lines(fields[OrderFields.Order.lines], .goods, OrderFields.lineItems, reader)
    var lines =
      goods + self.lines(fields[OrderFields.Order.shippingLines], .shipping, OrderFields.shippingLines, reader)
    let total = reader.amount(fields[OrderFields.Order.total])
    let tax = reader.amount(fields[OrderFields.Order.totalTax])
    let unit = unit(of: fields[OrderFields.Order.total], reader)
    for fee in self.lines(fields[OrderFields.Order.feeLines], .fee, OrderFields.feeLines, reader) {
      lines += LineSplitting.byRates(fee, goods: goods, unit: unit)
    }
    var header = header(fields, reader)
    if let status { header.append((.status, builder.text.append(status))) }
    if let vatNumber {
      header += [(.vatID, builder.text.append(vatNumber.number)), (.vatKey, builder.text.append(vatNumber.key))]
    }
    let sale = Sale(
      fields: fields, lines: lines, taxes: taxes, total: total ?? .zero, tax: tax ?? .zero, unit: unit, reader: reader,
      header: header)
    for (column, value) in header { builder.setForDocument(column.rawValue, value) }
    set(.documentKind, words.sale)
    set(.id, reader.cell(fields[OrderFields.Order.id], &builder.text))
    set(.total, reader.cell(fields[OrderFields.Order.total], &builder.text))
    set(.totalTax, reader.cell(fields[OrderFields.Order.totalTax], &builder.text))
    set(.modifiedAt, utc(fields[OrderFields.Order.modifiedUTC], reader))
    set(.placedAt, placed(fields[OrderFields.Order.createdUTC], fields[OrderFields.Order.modifiedUTC], reader))
    set(.dateCreated, reader.cell(fields[OrderFields.Order.created], &builder.text))
    setTaxes(taxes)
    // A total that is no number is left to the map stage, which refuses the document with its reason.
    guard let total, let tax else {
      write(lines, taxes, residue: .zero, of: .zero)
      return sale
    }
    close(lines, taxes, total: total, tax: tax, unit: unit)
    return sale
  }

  /// Cells that the refunds of an order have as well.
  private mutating func header(_ fields: [JSONElement?], _ reader: ObjectReader) -> [(OrderColumn, TextRange)] {
    typealias Field = OrderFields.Order
    var header: [(OrderColumn, TextRange)] = []
    func take(_ column: OrderColumn, _ field: Field) -> (OrderColumn, TextRange) {
      (column, reader.cell(fields[field], &builder.text))
    }
    header = [
      take(.orderID, .id), take(.number, .number), take(.status, .status), take(.currency, .currency),
      take(.discountTotal, .discountTotal), take(.discountTax, .discountTax),
      take(.pricesIncludeTax, .pricesIncludeTax), take(.createdVia, .createdVia), take(.version, .version),
      take(.customerNote, .customerNote), take(.paymentMethod, .paymentMethod), take(.paymentTitle, .paymentTitle),
      take(.transactionID, .transactionID),
    ]
    if reader.integer(fields[Field.customerID]) > 0 { header.append(take(.customerID, .customerID)) }
    header.append((.paidAt, utc(fields[Field.paidUTC], reader)))
    header.append((.completedAt, utc(fields[Field.completedUTC], reader)))
    header += addresses(fields, reader)
    let vat = vatNumbers.find(fields[Field.meta], reader, &builder.text, &unknown)
    header += [(.vatID, vat.number), (.vatKey, vat.key), (.vatValid, vat.validity), (.isExempt, vat.isExempt)]
    let codes = reader.payload.elements(of: fields[Field.couponLines]).map {
      reader.string(reader.fields($0, OrderFields.coupon, &unknown)[0])
    }
    if !codes.isEmpty { header.append((.coupons, builder.text.append(codes.joined(separator: ",")))) }
    return header
  }

  private mutating func addresses(_ fields: [JSONElement?], _ reader: ObjectReader) -> [(OrderColumn, TextRange)] {
    typealias Field = OrderFields.Address
    let billing = reader.fields(fields[OrderFields.Order.billing], OrderFields.billing, &unknown)
    let shipping = reader.fields(fields[OrderFields.Order.shipping], OrderFields.shipping, &unknown)
    // All of one address: a country of one and a state of the other would be nowhere.
    let destination = reader.string(shipping[Field.country]).isEmpty ? billing : shipping
    func cell(_ address: [JSONElement?], _ field: Field) -> TextRange { reader.cell(address[field], &builder.text) }
    var phone = cell(billing, .phone)
    if phone.isEmpty { phone = cell(shipping, .phone) }
    return [
      (.email, cell(billing, .email)), (.phone, phone),
      (.destinationName, joined([cell(destination, .firstName), cell(destination, .lastName)])),
      (.destinationCompany, cell(destination, .company)),
      (.destinationAddress, joined([cell(destination, .address1), cell(destination, .address2)])),
      (.destinationCity, cell(destination, .city)), (.destinationPostcode, cell(destination, .postcode)),
      (.destinationState, cell(destination, .state)), (.destinationCountry, cell(destination, .country)),
      (.billingName, joined([cell(billing, .firstName), cell(billing, .lastName)])),
      (.billingCompany, cell(billing, .company)), (.billingCountry, cell(billing, .country)),
    ]
  }

  // MARK: Refunds

  /// Adds a refund of a sale of the same batch.
  mutating func addRefund(_ refund: JSONElement, _ reader: ObjectReader, of sale: Sale) {
    typealias Field = OrderFields.Refund
    let fields = reader.fields(refund, OrderFields.refund, &unknown)
    let place = SourcePosition(line: page, byte: Int(reader.payload.range(refund).start))
    builder.beginDocument(at: place, raw: reader.raw(refund))
    var taxes = taxLines(fields[Field.taxLines], reader)
    var lines = self.lines(fields[Field.lines], .goods, OrderFields.lineItems, reader)
    lines += self.lines(fields[Field.shippingLines], .shipping, OrderFields.shippingLines, reader)
    lines += self.lines(fields[Field.feeLines], .fee, OrderFields.feeLines, reader)
    let total = reader.amount(fields[Field.amount]).map { -$0.magnitude } ?? .zero
    let stated = lines.reduce(Exact.zero) { $0 + $1.gross }
    // The amount is what was paid back, whatever the lines say.
    var isApportioned = false
    let rest = total - stated
    if lines.isEmpty || rest.magnitude > Self.tolerance(lines.count, sale.unit) {
      let shares = LineSplitting.apportioned(
        rest, sale: sale.lines, total: sale.total, tax: sale.tax, unit: sale.unit)
      if let shares {
        isApportioned = true
        lines += shares
        taxes = Self.taxes(of: lines, sale.taxes)
      }
    }
    let tax = lines.reduce(Exact.zero) { $0 + $1.tax }
    for (column, value) in sale.header { builder.setForDocument(column.rawValue, value) }
    set(.documentKind, words.refund)
    set(.id, reader.cell(fields[Field.id], &builder.text))
    set(.refunds, sale.reader.cell(sale.fields[OrderFields.Order.id], &builder.text))
    set(.total, number(total, sale.unit))
    set(.totalTax, number(tax, sale.unit))
    set(.modifiedAt, .empty)
    set(.placedAt, utc(fields[Field.createdUTC], reader))
    set(.dateCreated, reader.cell(fields[Field.created], &builder.text))
    set(.refundReason, reader.cell(fields[Field.reason], &builder.text))
    if isApportioned { set(.isApportioned, words.one) }
    setTaxes(taxes)
    close(lines, taxes.isEmpty ? sale.taxes : taxes, total: total, tax: tax, unit: sale.unit)
  }

  /// The taxes of lines by rate.
  private static func taxes(of lines: [OrderLine], _ rates: [OrderTax]) -> [OrderTax] {
    rates.compactMap { rate in
      var tax = rate
      tax.amount = lines.flatMap(\.taxes).filter { $0.rate == rate.rate }.reduce(Exact.zero) { $0 + $1.amount }
      return tax.amount == .zero ? nil : tax
    }
  }

  // MARK: Lines

  /// Writes the lines and what is left between them and the total.
  private mutating func close(_ lines: [OrderLine], _ taxes: [OrderTax], total: Exact, tax: Exact, unit: Int64) {
    let net = lines.reduce(Exact.zero) { $0 + $1.amount }
    let lineTax = lines.reduce(Exact.zero) { $0 + $1.tax }
    let residue = total - tax - net
    let taxResidue = tax - lineTax
    if residue != .zero { set(.residue, number(residue, unit)) }
    if taxResidue != .zero { set(.taxResidue, number(taxResidue, unit)) }
    var lines = lines
    let isSmall = max(residue.magnitude, taxResidue.magnitude) <= Self.tolerance(lines.count, unit)
    if (residue != .zero || taxResidue != .zero) && isSmall {
      var line = OrderLine(.rounding, amount: residue, tax: taxResidue)
      line.reason = Self.reason(residue, taxResidue)
      lines.append(line)
      if residue != .zero {
        // The code is that of a booked residue.
        builder.note(
          Finding("F3002", document: builder.document, detail: "\(residue) in the lines, \(taxResidue) in their tax"))
      }
    }
    write(lines, taxes, residue: residue, of: total)
  }

  private static func reason(_ residue: Exact, _ taxResidue: Exact) -> String {
    residue == .zero
      ? "the order's tax differs from that of its lines by \(taxResidue): it is rounded once per rate"
      : "the order's total differs from its lines and tax by \(residue): the shop rounds lines and totals apart"
  }

  /// How much lines and total may differ by rounding alone: a unit for each line, and at least five.
  private static func tolerance(_ lines: Int, _ unit: Int64) -> Exact { Exact(millionths: Int64(max(5, lines)) * unit) }

  private mutating func write(_ lines: [OrderLine], _ taxes: [OrderTax], residue: Exact, of total: Exact) {
    let isTaxed = lines.contains { !$0.taxes.isEmpty }
    for line in lines { write(line, taxes, isTaxed: isTaxed) }
    guard lines.isEmpty else { return }
    var line = OrderLine(.rounding, amount: residue)
    line.reason = "the document has no lines"
    write(line, taxes, isTaxed: false)
  }

  private mutating func write(_ line: OrderLine, _ taxes: [OrderTax], isTaxed: Bool) {
    builder.addLine()
    func put(_ column: OrderColumn, _ value: TextRange) { builder.set(column.rawValue, value) }
    put(.lineKind, words.kinds[line.kind] ?? .empty)
    put(.lineID, line.cells.id)
    put(.lineRefunds, line.cells.refunds)
    put(.lineTitle, line.cells.title)
    put(.lineSKU, line.cells.sku)
    put(.productID, line.cells.productID)
    put(.variationID, line.cells.variationID)
    put(.gtin, line.cells.gtin)
    put(.subtotal, line.cells.subtotal)
    put(.taxClass, line.cells.taxClass)
    let quantity = line.cells.quantity.isEmpty ? line.quantity == .zero ? words.zero : words.one : line.cells.quantity
    put(.quantity, quantity)
    let amount = builder.text.append(line.amount.description(decimals: 2))
    put(.amount, amount)
    put(.unitPrice, unitPrice(line, amount))
    put(.tax, builder.text.append(line.tax.description(decimals: 2)))
    if !line.reason.isEmpty {
      put(.reason, builder.text.append(line.reason))
      if line.cells.title.isEmpty { put(.lineTitle, builder.text.append(line.reason)) }
    }
    if isTaxed, line.taxes.isEmpty { put(.taxable, words.isFalse) }
    let rates = line.taxes.filter { $0.amount != .zero }.compactMap { tax in taxes.first { $0.rate == tax.rate } }
    guard !rates.isEmpty else { return }
    put(.taxCode, builder.text.append(rates.map(\.code).joined(separator: ";")))
    if let rate = Self.rate(rates) { put(.taxRate, builder.text.append(rate)) }
  }

  /// The percentage of rates on the same base; none when one is on top of another.
  private static func rate(_ rates: [OrderTax]) -> String? {
    guard !rates.contains(where: \.isCompound) else { return nil }
    var sum = Exact.zero
    for rate in rates {
      guard let percent = Exact(rate.percent) else { return nil }
      sum = sum + percent
    }
    return sum.description
  }

  private mutating func unitPrice(_ line: OrderLine, _ amount: TextRange) -> TextRange {
    let quantity = line.quantity ?? Exact(millionths: Exact.unit)
    if quantity.millionths == Exact.unit { return amount }
    guard quantity != .zero else { return words.zero }
    let sign: Int64 = quantity < .zero ? -1 : 1
    let price = Rounding.halfAwayFromZero.scale(
      line.amount.millionths * sign, by: Exact.unit, over: quantity.magnitude.millionths)
    return price.map { builder.text.append(Exact(millionths: $0).description(decimals: 2)) } ?? .empty
  }

  // MARK: Helpers

  private mutating func set(_ column: OrderColumn, _ value: TextRange) {
    builder.setForDocument(column.rawValue, value)
  }

  /// A number with the decimals of the order's own amounts.
  private mutating func number(_ value: Exact, _ unit: Int64) -> TextRange {
    builder.text.append(value.description(decimals: 2))
  }

  /// Millionths in the last decimal of an amount as it is written; a hundredth where it says nothing.
  private func unit(of element: JSONElement?, _ reader: ObjectReader) -> Int64 {
    let text = reader.string(element)
    let decimals = text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    return text.isEmpty ? 10_000 : Exact.divisor(decimals)
  }

  /// A time in UTC with its Z.
  private mutating func utc(_ element: JSONElement?, _ reader: ObjectReader) -> TextRange {
    let text = reader.string(element)
    return text.isEmpty ? .empty : builder.text.append("\(text)Z")
  }

  private mutating func placed(
    _ created: JSONElement?, _ modified: JSONElement?, _ reader: ObjectReader
  ) -> TextRange {
    let time = utc(created, reader)
    return time.isEmpty ? utc(modified, reader) : time
  }

  private mutating func joined(_ parts: [TextRange]) -> TextRange {
    let filled = parts.filter { !$0.isEmpty }
    guard filled.count > 1 else { return filled.first ?? .empty }
    return builder.text.append(filled.map { builder.text.string($0) }.joined(separator: " "))
  }

  private mutating func setTaxes(_ taxes: [OrderTax]) {
    let slots = 5
    for (slot, tax) in taxes.prefix(taxes.count > slots ? slots - 1 : slots).enumerated() {
      set(.taxTitle(slot), builder.text.append(tax.title))
      set(.taxAmount(slot), builder.text.append(tax.amount.description(decimals: 2)))
    }
    guard taxes.count > slots else { return }
    let rest = taxes[(slots - 1)...].reduce(Exact.zero) { $0 + $1.amount }
    set(.taxTitle(slots - 1), builder.text.append("other taxes"))
    set(.taxAmount(slots - 1), builder.text.append(rest.description(decimals: 2)))
  }
}
