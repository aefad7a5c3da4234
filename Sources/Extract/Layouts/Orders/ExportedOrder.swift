import Columns
import Commerce
import WooCommerce

/// An order as a shop's export states it, read out of columns and packed cells; all line amounts are without tax.
struct ExportedOrder {
  /// What a line is for, in the words of the map stage.
  enum LineKind: String, CaseIterable { case goods, shipping, fee, discount, rounding }

  /// An amount: the cell that states it, or one that was worked out, and its value where it is a number.
  struct Amount {
    var cell = TextRange.empty
    var value: Exact?
  }

  /// A monetary line.
  struct Line {
    /// The record that it is read from.
    var record: Int
    var kind: LineKind
    var title = TextRange.empty, sku = TextRange.empty
    /// Blank for one.
    var quantity = TextRange.empty
    var amount: Amount
    /// The price of one, where the export states it.
    var price: Exact?
    /// The tax on it; `nil` where the export does not say.
    var tax: Exact?
    /// Whether the export says that no tax applies to it.
    var isUntaxed = false
    /// The id of the only rate that it bears; empty for none or several.
    var rate = TextRange.empty
    /// What was given back of it, without tax.
    var refunded = Exact.zero
  }

  /// A tax of the order.
  struct TaxItem {
    var title: TextRange
    var amount: TextRange
    var rate = TextRange.empty
    /// Its percentage; `nil` where the export does not say, and where it is charged on other taxes.
    var percent: Exact?
  }

  /// A refund: its amount with tax.
  struct Refund {
    /// Blank where the export gives it none of its own.
    var id = TextRange.empty
    /// Blank where the export does not say.
    var date = TextRange.empty
    var amount: Amount
  }

  /// Who gets it.
  struct Destination {
    var name = TextRange.empty, street = TextRange.empty, postcode = TextRange.empty, city = TextRange.empty
    var region = TextRange.empty, country = TextRange.empty
  }

  /// The record that has the order's columns.
  var head: Int
  var id: TextRange, date: TextRange
  var total: Amount
  var tax: Amount
  var customer = TextRange.empty
  var destination = Destination()
  var lines: [Line] = []
  var taxes: [TaxItem] = []
  /// In the order of the export.
  var refunds: [Refund] = []

  /// Where the tax of a line is among the order's taxes: the one whose rate the line names, the only one, or the only one
  /// that gives the line's tax to the cent.
  func taxSlot(of line: Line, _ text: TextArena) -> Int? {
    if !line.rate.isEmpty { return taxes.firstIndex { text.same($0.rate, line.rate) } }
    if taxes.count == 1 { return 0 }
    guard let tax = line.tax, let amount = line.amount.value else { return nil }
    let fits = taxes.indices.filter { slot in
      guard let percent = taxes[slot].percent, let given = percent.share(amount, Self.hundred) else { return false }
      return (given - tax).magnitude <= Self.cent
    }
    return fits.count == 1 ? fits.first : nil
  }

  private static let hundred = Exact(millionths: 100 * Exact.unit)
  private static let cent = Exact(millionths: Exact.unit / 100)
}

extension Exact {
  /// The sum; amounts of orders do not leave the range, and one that does shows in the totals.
  static func + (left: Exact, right: Exact) -> Exact { Exact(millionths: left.millionths &+ right.millionths) }
  /// The difference.
  static func - (left: Exact, right: Exact) -> Exact { Exact(millionths: left.millionths &- right.millionths) }

  /// The share that belongs to `part` of `whole`, in steps of `unit` millionths; `nil` where there is no whole.
  func share(_ part: Exact, _ whole: Exact, unit: Int64 = 10_000) -> Exact? {
    guard whole != .zero else { return nil }
    let signed = whole < .zero ? -millionths : millionths
    return Rounding.halfAwayFromZero.scale(signed, by: part.millionths, over: whole.magnitude.millionths)
      .map { Exact(millionths: Rounding.halfAwayFromZero.quotient($0, over: unit) * unit) }
  }
}

extension TextArena {
  /// The amount that a cell states; shops put a blank or an apostrophe in front of a sign, so that no spreadsheet takes
  /// the cell for a formula. A blank cell has no value, nor has one that is no number.
  func amount(_ cell: TextRange) -> ExportedOrder.Amount {
    var range = cell.indices
    while let byte = bytes[range].first, byte <= 0x20 || byte == UInt8(ascii: "'") { range.removeFirst() }
    let cell = TextRange(start: range.lowerBound, count: range.count)
    guard !range.isEmpty, case .value(let value) = NumberGrammar.plain.parse(bytes.span.extracting(range)) else {
      return ExportedOrder.Amount(cell: cell)
    }
    return ExportedOrder.Amount(cell: cell, value: value)
  }

  /// A cell for an amount that was worked out.
  mutating func amount(of value: Exact) -> ExportedOrder.Amount {
    ExportedOrder.Amount(cell: append(value.description(decimals: 2)), value: value)
  }

  /// Texts with a blank between them; those that are blank are left out.
  mutating func joined(_ texts: [TextRange]) -> TextRange {
    let parts = texts.filter { !$0.isEmpty }
    guard parts.count > 1 else { return parts.first ?? .empty }
    return append(parts.map { string($0) }.joined(separator: " "))
  }

  /// A name without the references to characters that WordPress puts into it.
  mutating func withoutHTML(_ cell: TextRange) -> TextRange {
    guard bytes[cell.indices].contains(UInt8(ascii: "&")) else { return cell }
    return append(HTMLText.decoded(string(cell)))
  }

  /// Whether a cell is blank or zero, as the id of a guest's account is.
  func isZero(_ cell: TextRange) -> Bool { bytes[cell.indices].allSatisfy { $0 == UInt8(ascii: "0") } }
}
