import Columns
import Commerce

/// Makes documents of the rows of the Analytics orders table: every row is a sale or a refund of one line.
struct AnalyticsOrdersWriter: DocumentWriter {
  /// The mark or code of the currency beside the formatted amount.
  static let currencyMark = "Currency mark"
  /// The columns that are made.
  ///
  /// The country stays blank: the table has none, and a definition may name the one that all sales are taken to go to.
  static let made = [
    OrderColumns.kind, OrderColumns.id, OrderColumns.refunds, currencyMark, OrderColumns.country, OrderColumns.title,
    OrderColumns.quantity,
  ]

  private let date, order, formatted, products, sold, net: Int
  private let kind, id, refunds, mark, title, quantity: Int
  private var sale = TextRange.empty, refund = TextRange.empty, one = TextRange.empty, minusOne = TextRange.empty

  init(_ slots: ColumnSlots) {
    date = slots["Date"]
    order = slots["Order #"]
    formatted = slots["N. Revenue (formatted)"]
    products = slots["Product(s)"]
    sold = slots["Items sold"]
    net = slots["Net Sales"]
    kind = slots[OrderColumns.kind]
    id = slots[OrderColumns.id]
    refunds = slots[OrderColumns.refunds]
    mark = slots[Self.currencyMark]
    title = slots[OrderColumns.title]
    quantity = slots[OrderColumns.quantity]
  }

  mutating func begin(_ spread: inout DocumentSpread) {
    sale = spread.write("sale")
    refund = spread.write("refund")
    one = spread.write("1")
    minusOne = spread.write("-1")
  }

  mutating func write(_ records: ArraySlice<Int32>, to spread: inout DocumentSpread) {
    for record in records {
      let line = spread.addLine(of: Int(record))
      let number = spread[line, order]
      let isRefund = isRefund(line, spread)
      spread[line, kind] = isRefund ? refund : sale
      spread[line, id] = number
      if isRefund {
        // Several refunds of an order differ in their time alone.
        spread[line, id] = spread.write("\(spread.string(number))@\(spread.string(spread[line, date]))")
        spread[line, refunds] = number
      }
      spread[line, mark] = currencyMark(spread[line, formatted], &spread)
      spread[line, title] = spread.text.withoutHTML(spread[line, products])
      spread[line, quantity] = isRefund ? minusOne : one
      spread.endDocument()
    }
  }

  /// Whether a row is a refund: nothing was sold, and nothing was earned.
  private func isRefund(_ line: Int, _ spread: DocumentSpread) -> Bool {
    guard let items = spread.text.amount(spread[line, sold]).value,
      let net = spread.text.amount(spread[line, net]).value
    else { return false }
    return net < .zero || (items <= .zero && net == .zero)
  }

  /// What stands before the first digit of a formatted amount, or behind the last where nothing does; the cell has two
  /// amounts where something was refunded.
  private func currencyMark(_ cell: TextRange, _ spread: inout DocumentSpread) -> TextRange {
    let text = spread.string(cell)
    guard let first = text.firstIndex(where: \.isASCIIDigit), let last = text.lastIndex(where: \.isASCIIDigit) else {
      return .empty
    }
    for part in [text[..<first], text[last...].dropFirst()] {
      let mark = part.filter { !$0.isWhitespace && $0 != "-" && $0 != "\u{2212}" }
      if !mark.isEmpty { return spread.write(String(mark)) }
    }
    return .empty
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isWholeNumber }
}
