/// What the rows of the reports about one-stop shops are made of.
import Commerce
import Tax

/// An item of a return beside the return as a whole.
struct OSSRow<Item> {
  let whole: OSSReturn
  let item: Item

  init(_ whole: OSSReturn, _ item: Item) {
    self.whole = whole
    self.item = item
  }

  /// An amount in the currency of the return.
  func amount(_ minor: MinorUnits) -> ReportCell { .amount(minor.count, exponent: whole.currency.exponent ?? 0) }
}

extension RowShape.Item {
  /// The period of the return.
  static func period<Item>() -> Self where Row == OSSRow<Item> {
    .init("period", .text, "Period, as 2026-Q1 or 2026-01.") { .text($0.whole.period.description) }
  }

  /// The currency of the return.
  static func currency<Item>() -> Self where Row == OSSRow<Item> {
    .init("currency", .text, "Currency of the amounts.") { .text($0.whole.currency.code) }
  }
}

/// What a document adds to a row of supplies or to a correction.
struct OSSDocument {
  let whole: OSSReturn
  let entry: OSSEntry
  let consumption: Territory
  /// The row of supplies; `nil` in corrections.
  let supply: OSSSupply.Key?
  /// The corrected period; `nil` in supplies.
  let corrected: ReturnPeriod?

  /// The documents of a return, row by row, each row's by store, id and kind.
  static func all(_ whole: OSSReturn) -> [OSSDocument] {
    let supplies = whole.supplies.flatMap { row in
      sorted(row.entries).map {
        OSSDocument(whole: whole, entry: $0, consumption: row.key.consumption, supply: row.key, corrected: nil)
      }
    }
    let corrections = whole.corrections.flatMap { row in
      sorted(row.entries).map {
        OSSDocument(
          whole: whole, entry: $0, consumption: row.key.consumption, supply: nil, corrected: row.key.period)
      }
    }
    return supplies + corrections
  }

  /// An amount in the currency of the document.
  func amount(_ minor: MinorUnits) -> ReportCell {
    .amount(minor.count, exponent: entry.document.currency.exponent ?? 0)
  }

  private static func sorted(_ entries: [OSSEntry]) -> [OSSEntry] {
    entries.sorted { left, right in
      (left.document.store, left.document.externalID, left.document.kind.rawValue)
        < (right.document.store, right.document.externalID, right.document.kind.rawValue)
    }
  }
}
