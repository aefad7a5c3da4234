/// Payouts for the tests, and what they come to in words.
import Books
import Commerce
import Tax

enum SettledPayouts {
  static let pound = Currency.poundSterling

  /// Rules of a German business with books in euro.
  static func rules(
    books: Currency = .euro, reverseCharge: Set<String> = [], namesOrders: Bool = true
  ) -> PayoutRules {
    let home = Country("DE") ?? Country(stored: 0)
    return PayoutRules(
      books: books, fees: FeeAccounts(home: home, reverseCharge: reverseCharge), documents: DocumentRules(home: home),
      namesOrders: namesOrders)
  }

  static func day(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(day: 0) }

  static func payout(
    _ party: String = "shopify", _ status: PayoutStatus? = .paid, on date: String? = "2026-01-16",
    in currency: Currency = .euro, ratio: BaseRatio? = .same, total: Int64? = nil, opening: Int64 = 0,
    bank: SettledPayout.BankAmount? = nil, lines: [SettledPayout.Line]
  ) -> SettledPayout {
    SettledPayout(
      store: "shop", party: party, id: "PO-77", key: "payout 1 PO-77", status: status, date: date.map(day),
      currency: currency, ratio: ratio, total: total.map { MinorUnits($0) }, opening: MinorUnits(opening), bank: bank,
      lines: lines)
  }

  static func line(
    _ kind: PayoutLineKind, _ amount: Int64, fee: Int64 = 0, _ item: String = "", on date: String = "2026-01-15",
    _ name: String = "", ratio: BaseRatio? = nil
  ) -> SettledPayout.Line {
    SettledPayout.Line(
      kind, name, item: item, of: item.isEmpty ? "" : "shop", isKnown: !item.isEmpty, on: day(date),
      amount: MinorUnits(amount), fee: MinorUnits(fee),
      ratio: ratio)
  }

  /// An entry's postings as `date kind: account reference amount`, with the books' amount where it is another.
  static func words(_ entries: [EntryDraft]) -> [String] {
    entries.flatMap { entry in
      entry.postings.map { posting in
        var words = ["\(entry.date)", entry.kind.rawValue, "\(posting.account)"]
        if !posting.reference.isEmpty { words.append(posting.reference) }
        words.append("\(posting.amount.count)")
        if posting.base != posting.amount { words.append("= \(posting.base.count)") }
        return words.joined(separator: " ")
      }
    }
  }

  /// What entries change the provider's account by.
  static func change(_ entries: [EntryDraft]) -> [Int64] {
    let own = entries.flatMap(\.postings).filter { $0.account.role == .clearing }
    return [own.reduce(0) { $0 + $1.amount.count }, own.reduce(0) { $0 + $1.base.count }]
  }

  /// What moves change it by.
  static func change(_ moves: [ClearingMove]) -> [Int64] {
    [moves.reduce(0) { $0 + $1.amount.count }, moves.reduce(0) { $0 + $1.base.count }]
  }
}
