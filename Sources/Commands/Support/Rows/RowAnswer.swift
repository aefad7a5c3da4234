import Commerce

/// The cells that a command adds to a row, given one after the other in the order of the added columns.
///
/// Those not given are empty. What was given before a ``RowProblem`` is kept.
struct RowAnswer {
  private(set) var bytes: [UInt8] = []
  /// Where each cell given so far ends.
  private var ends: [Int] = []

  /// Adds a cell of text.
  mutating func text(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    ends.append(bytes.count)
  }

  /// Adds a cell of UTF-8.
  mutating func text(_ utf8: ArraySlice<UInt8>) {
    bytes.append(contentsOf: utf8)
    ends.append(bytes.count)
  }

  /// Adds an empty cell.
  mutating func empty() { ends.append(bytes.count) }

  /// Adds a day as `yyyy-MM-dd`.
  mutating func date(_ date: CivilDate) {
    date.append(to: &bytes)
    ends.append(bytes.count)
  }

  /// Adds `value` × 10⁻ˢᶜᵃˡᵉ with at least `decimals` decimals, and more where it needs them.
  mutating func decimal(_ value: Int64, scale: Int, atLeast decimals: Int) {
    DecimalText.append(value, scale: scale, atLeast: decimals, to: &bytes)
    ends.append(bytes.count)
  }

  /// Adds a rate in percent with as many decimals as it needs.
  mutating func rate(_ rate: TaxRate) { decimal(Int64(rate.thousandths), scale: 3, atLeast: 0) }

  /// Adds an amount of a currency with `exponent` decimals.
  mutating func amount(_ amount: MinorUnits, exponent: Int) {
    decimal(amount.count, scale: exponent, atLeast: exponent)
  }

  /// The cell of an added column.
  subscript(column: Int) -> ArraySlice<UInt8> {
    guard column < ends.count else { return [] }
    return bytes[(column == 0 ? 0 : ends[column - 1])..<ends[column]]
  }

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}
