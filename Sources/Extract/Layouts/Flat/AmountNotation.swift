import Columns
import Commerce

/// How the amounts of a document are written, by what its own cells prove: with a decimal point or a decimal comma.
struct AmountNotation {
  /// The grammar of the proved mark; `nil` where cells prove both, so that none is read.
  private let grammar: NumberGrammar?

  /// The notation of a report whose language is known.
  init(_ mark: NumberGrammar.DecimalMark) { grammar = Self.grammar(mark) }

  /// The notation that the cells of some columns prove; a point where none proves anything.
  init(_ records: ArraySlice<Int32>, _ slots: [Int], _ spread: borrowing DocumentSpread) {
    var hasComma = false
    var hasPoint = false
    for record in records {
      for slot in slots {
        let cell = Array(spread.bytes(spread.cell(Int(record), slot)))
        switch NumberGrammar.provenMark(cell.span) {
        case .comma: hasComma = true
        case .point: hasPoint = true
        case .undecided, nil: break
        }
      }
    }
    grammar = hasComma && hasPoint ? nil : Self.grammar(hasComma ? .comma : .point)
  }

  private static func grammar(_ mark: NumberGrammar.DecimalMark) -> NumberGrammar {
    NumberGrammar(decimalMark: mark, grouping: mark == .comma ? [.point, .space, .apostrophe] : [.comma, .space])
  }

  /// The number of a cell; zero when it is blank, `nil` when it is none.
  func number(_ cell: TextRange, _ spread: borrowing DocumentSpread) -> Exact? {
    switch grammar?.parse(spread.string(cell)) {
    case .value(let number): number
    case .empty: .zero
    default: nil
    }
  }

  /// The number of a cell with a decimal point; the cell itself where it is none, so that it is refused by its text.
  func plain(_ cell: TextRange, _ spread: inout DocumentSpread) -> TextRange {
    guard !cell.isEmpty, let number = number(cell, spread) else { return cell }
    return spread.write(number.description(decimals: 2))
  }
}
