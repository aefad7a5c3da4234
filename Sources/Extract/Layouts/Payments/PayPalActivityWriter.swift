import Columns
import Commerce
import Pipeline

/// Writes a day of a PayPal account in one currency: a line for each row that changes the balance.
struct PayPalActivityWriter: DocumentWriter {
  /// The columns that it reads or writes.
  static let columns = ["Date", "Currency", "Gross", "Fee", "Net", "Balance Impact"] + PayPalActivity.Made.all

  private let impact: Int
  private let amounts: [(file: Int, made: Int, isNegated: Bool)]
  private var notation = AmountNotation(.point)
  private var memos = 0

  init(_ slots: ColumnSlots) {
    impact = slots["Balance Impact"]
    amounts = [
      (slots["Gross"], slots[PayPalActivity.Made.gross], false), (slots["Fee"], slots[PayPalActivity.Made.fee], true),
      (slots["Net"], slots[PayPalActivity.Made.net], false),
    ]
  }

  var leftOut: [String] {
    switch memos {
    case 0: []
    case 1: ["1 row that does not change the balance was left out"]
    default: ["\(memos) rows that do not change the balance were left out"]
    }
  }

  /// One file has one notation: a day may have no amount that proves it.
  mutating func begin(_ spread: inout DocumentSpread) {
    let records = (0..<Int32(spread.source.count)).map { $0 }
    notation = AmountNotation(records[...], amounts.map(\.file), spread)
  }

  mutating func write(_ records: ArraySlice<Int32>, to spread: inout DocumentSpread) {
    for record in records {
      let word = spread.cell(Int(record), impact)
      guard !spread.says(word, "Memo"), !word.isEmpty else {
        memos += 1
        continue
      }
      let line = spread.addLine(of: Int(record))
      if !spread.says(word, "Credit"), !spread.says(word, "Debit") {
        spread.refuse(.unknownWord, line: line, column: "Balance Impact", value: word)
      }
      for amount in amounts {
        let plain = notation.plain(spread.cell(Int(record), amount.file), &spread)
        spread[line, amount.made] =
          amount.isNegated && spread.isAmount(plain) ? spread.writeNegated(plain) : plain
      }
    }
    spread.endDocument()
  }
}
