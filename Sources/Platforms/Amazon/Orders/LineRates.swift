/// The rates at which the lines of a document are taxed, and its tax at each, as far as the amounts leave no others.
import Columns
import Commerce

struct LineRates {
  /// The taxes by rate.
  let slots: [ImpliedRates.Slot]
  /// The rate of each line in tenths of a percent; `nil` where it cannot be told or no tax of the seller's is on it.
  let rates: [Int?]

  /// Amounts whose tax Amazon rounds together: an item less its promotion, its carriage less the discount on it.
  private struct Group {
    var item: Int?
    var kind: Charge.Kind
    var amount = Exact.zero
    var tax = Exact.zero
    var lines: [Int] = []
  }

  /// The rates of `lines`, in a currency with `exponent` decimals.
  init(_ lines: [SaleAmounts.Line], pricesIncludeTax: Bool, exponent: Int) {
    var groups: [Group] = []
    for (number, line) in lines.enumerated() {
      let kind = line.kind.discounted
      let index = groups.firstIndex { $0.item == line.item && $0.kind == kind } ?? groups.count
      if index == groups.count { groups.append(Group(item: line.item, kind: kind)) }
      groups[index].amount = groups[index].amount.adding(line.amount) ?? groups[index].amount
      groups[index].tax = groups[index].tax.adding(line.sellerTax) ?? groups[index].tax
      groups[index].lines.append(number)
    }
    let amounts = groups.map { (amount: $0.amount, tax: $0.tax) }
    slots = ImpliedRates.slots(amounts, pricesIncludeTax: pricesIncludeTax, exponent: exponent)
    var rates = [Int?](repeating: nil, count: lines.count)
    let found = ImpliedRates.rates(amounts, pricesIncludeTax: pricesIncludeTax, exponent: exponent)
    for (group, rate) in zip(groups, found) {
      for line in group.lines { rates[line] = rate }
    }
    self.rates = rates
  }

  /// Writes the taxes into the cells of the document.
  func addSlots(to cells: inout [OrderColumn: TextRange], _ sink: inout DocumentSink) {
    for (slot, columns) in zip(slots, OrderColumn.taxSlots) {
      cells[columns.title] = sink.made(ImpliedRates.title(slot.tenths))
      cells[columns.amount] = sink.made(slot.tax)
    }
  }

  /// Writes the rate of a line into its cells.
  func addRate(of line: Int, to cells: inout [OrderColumn: TextRange], _ sink: inout DocumentSink) {
    guard let tenths = rates[line] else { return }
    cells[.lineTaxRate] = sink.made(ImpliedRates.percent(tenths))
  }
}
