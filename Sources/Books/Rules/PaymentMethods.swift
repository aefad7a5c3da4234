import Commerce

/// Which account is owed what a buyer has paid, by the words with which platforms name payment methods.
///
/// `Data/payment_methods.csv` lists words, of which the first in the list that a name contains decides: `Shopify
/// Payments` is with Shopify, `ppcp-gateway` with PayPal, `bacs` a receivable until the money is at the bank. A name
/// without any of the words is a provider of its own, and no name at all a receivable.
public struct PaymentMethods: Sendable {
  /// The program's own list.
  public static let standard = PaymentMethods(EmbeddedTable(PackageResources.payment_methods_csv))

  /// The accounts by their word, with its place in the list.
  private let known: [String: (place: Int, account: AccountKey)]
  /// How many words joined by `_` the longest has.
  private let longest: Int

  init(_ table: EmbeddedTable) {
    var known: [String: (place: Int, account: AccountKey)] = [:]
    for (place, cells) in table.rows.enumerated() {
      guard let role = AccountRole(rawValue: cells[1]), known[cells[0]] == nil else { continue }
      known[cells[0]] = (place, AccountKey(role, party: cells[2]))
    }
    self.known = known
    longest = known.keys.map { $0.split(separator: "_").count }.max() ?? 0
  }

  /// The account for payments by `method`.
  ///
  /// Where a name lists several methods joined by `+` or commas, as for an order that a gift card paid in part, it is that of
  /// the first provider: how much each has paid is not in the name.
  public func account(for method: String) -> AccountKey {
    let accounts = accounts(method)
    return accounts.first { $0.role == .clearing } ?? accounts.first { $0.role == .receivable } ?? accounts.first
      ?? AccountKey(.receivable)
  }

  /// Whether a name lists a gift card beside another method.
  public func hasGiftCardPart(_ method: String) -> Bool {
    let accounts = accounts(method)
    return accounts.contains { $0.role == .giftCards } && accounts.contains { $0.role != .giftCards }
  }

  private func accounts(_ method: String) -> [AccountKey] {
    method.split { $0 == "+" || $0 == "," }.compactMap { one($0) }
  }

  private func one(_ method: Substring) -> AccountKey? {
    let words = method.lowercased().split { !$0.isLetter && !$0.isNumber }
    guard !words.isEmpty else { return nil }
    var first: (place: Int, account: AccountKey)?
    for start in words.indices {
      for end in start..<min(start + longest, words.endIndex) {
        guard let found = known[words[start...end].joined(separator: "_")] else { continue }
        if first.map({ found.place < $0.place }) ?? true { first = found }
      }
    }
    return first?.account ?? AccountKey(.clearing, party: words.joined(separator: "_"))
  }
}
