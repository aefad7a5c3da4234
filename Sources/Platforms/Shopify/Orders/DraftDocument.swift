/// A document while it is being made: its lines are counted up before they are written, so that a residue is seen.
import Columns
import Commerce

/// The words that lines and documents are told by.
enum OrderWord: Int, CaseIterable, Sendable {
  case sale, refund, goods, discount, shipping, fee, tip, giftCard, duty, rounding
  case `return`, removal, goodwill, restock, yes, no

  /// The word as it stands in a cell.
  var text: String {
    switch self {
    case .giftCard: "gift_card"
    case .yes: "true"
    case .no: "false"
    default: String(describing: self)
    }
  }
}

/// One line of a document before it is written.
struct DraftLine {
  var kind: OrderWord
  /// Units, or 1 and -1.
  var quantity: Int64
  /// Price of one unit.
  var price: TwoMoney
  /// The tax on it; `nil` where its taxes are told by another line.
  var tax: TwoMoney?
  /// Further cells.
  var cells: [(column: OrderColumn, text: TextRange)] = []
}

/// A tax of a document, by its title and rate.
struct DraftTax {
  var title: String
  /// In 1/1000 percent; `nil` where the platform gives none.
  var rate: Int32?
  var amount: TwoMoney

  /// Title and rate as exports print them, such as `MwSt 19%`.
  var label: String {
    guard let rate else { return title }
    let percent = DecimalText.text(Int64(rate), scale: 3, atLeast: 0)
    return title.isEmpty ? "\(percent)%" : "\(title) \(percent)%"
  }
}

/// A sale or a refund before it is written.
struct DraftDocument {
  var lines: [DraftLine] = []
  var taxes: [DraftTax] = []
  /// What the platform says that it comes to, tax included; negative for refunds.
  var total = TwoMoney.zero
  /// The tax in it.
  var taxTotal = TwoMoney.zero
  var taxesIncluded = false

  /// What the lines come to, with the tax.
  var sum: TwoMoney {
    var sum = taxesIncluded ? TwoMoney.zero : taxTotal
    for line in lines { sum = sum + line.price * line.quantity }
    return sum
  }

  /// What is missing to the total.
  var residue: TwoMoney { total - sum }

  /// Adds an amount of a tax to the others of its title and rate.
  mutating func add(_ tax: DraftTax) {
    if let index = taxes.firstIndex(where: { $0.title == tax.title && $0.rate == tax.rate }) {
      taxes[index].amount = taxes[index].amount + tax.amount
    } else {
      taxes.append(tax)
    }
  }

  /// Adds what is missing to the total as a line of its own; nothing when nothing is.
  mutating func balance(reason: TextRange) {
    let residue = residue
    guard !residue.isZero else { return }
    lines.append(
      DraftLine(kind: .rounding, quantity: 1, price: residue, cells: [(.lineReason, reason), (.lineTitle, reason)]))
  }
}
