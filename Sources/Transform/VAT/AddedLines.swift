import Columns
import Commerce
import Tax

/// Lines that taxing adds to a batch: residues of totals, and further parts of lines that are taxed in parts.
struct AddedLines {
  private enum Content {
    case residue(Int64)
    case part(TaxedLine, Exact)
  }

  private var lines: [Int] = []
  private var contents: [Content] = []
  /// What is left of the amount of each line that is taxed in parts.
  private var reduced: [(line: Int, by: Exact)] = []

  /// Adds what a total is above its lines, behind `line`.
  mutating func add(residue: Int64, at line: Int) {
    lines.append(line)
    contents.append(.residue(residue))
  }

  /// Adds the further parts of lines of the document at `range`, whose currency has `exponent` decimals.
  mutating func add(_ parts: [ComputedTax.Part], of range: Range<Int>, exponent: Int) {
    for part in parts {
      guard let amount = Exact(MinorUnits(part.amount), exponent: exponent) else { continue }
      let line = range.lowerBound + part.line
      lines.append(line)
      contents.append(.part(part.taxed, amount))
      reduced.append((line, amount))
    }
  }

  /// Inserts the lines, each behind its own, after all columns were put into the batch.
  consuming func insert(into batch: inout Batch) {
    guard !lines.isEmpty else { return }
    take(&batch)
    let added = batch.repeatLines(lines)
    batch.fill(added, OrderKeys.sku, with: nil)
    batch.fill(added, OrderKeys.quantity, with: nil)
    batch.fill(added, OrderKeys.unitPrice, with: nil)
    var figures = Figures(&batch)
    for (line, content) in zip(added, contents) {
      switch content {
      case .residue(let amount): figures.put(residue: amount, at: line)
      case .part(let taxed, let amount): figures.put(taxed, amount, at: line)
      }
    }
    figures.putBack(&batch)
  }

  /// Takes the further parts off the lines that they are parts of: these no longer are one quantity at one price.
  private func take(_ batch: inout Batch) {
    guard !reduced.isEmpty else { return }
    var amounts = batch.take(OrderKeys.sourceAmount)
    for (line, amount) in reduced { amounts[line] = amounts[line]?.subtracting(amount) }
    batch.put(OrderKeys.sourceAmount, amounts)
    batch.fill(reduced.map(\.line), OrderKeys.unitPrice, with: nil)
  }

  /// The columns in which an added line differs from the line that it repeats.
  private struct Figures {
    var kinds: Column<LineKind>
    var titles: Column<TextRange>
    var amounts: Column<Exact>
    var columns: TaxedColumns

    init(_ batch: inout Batch) {
      kinds = batch.take(OrderKeys.lineKind)
      titles = batch.take(OrderKeys.title)
      amounts = batch.take(OrderKeys.sourceAmount)
      columns = TaxedColumns(taking: &batch)
    }

    mutating func put(residue: Int64, at line: Int) {
      kinds[line] = .rounding
      titles[line] = nil
      var taxed = TaxedLine()
      taxed.net = residue
      taxed.treatment = .outOfScope
      put(taxed, nil, at: line)
    }

    mutating func put(_ taxed: TaxedLine, _ amount: Exact?, at line: Int) {
      amounts[line] = amount
      columns.store(taxed, at: line)
    }

    consuming func putBack(_ batch: inout Batch) {
      batch.put(OrderKeys.lineKind, kinds)
      batch.put(OrderKeys.title, titles)
      batch.put(OrderKeys.sourceAmount, amounts)
      columns.put(into: &batch)
    }
  }
}

extension Batch {
  /// Sets the same value in some elements of a column.
  fileprivate mutating func fill<Value>(_ lines: [Int], _ key: ColumnKey<Value>, with value: Value?) {
    var column = take(key)
    for line in lines { column[line] = value }
    put(key, column)
  }
}
