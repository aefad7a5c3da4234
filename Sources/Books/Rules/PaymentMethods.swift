import Commerce

/// Which account is owed what a buyer has paid, by the words with which platforms name payment methods.
///
/// `Data/payment_methods.csv` lists words, of which the first that a name contains decides: `Shopify Payments` is with
/// Shopify, `ppcp-gateway` with PayPal, `bacs` a receivable until the money is at the bank. A name without any of the
/// words is a provider of its own, and no name at all a receivable.
public struct PaymentMethods: Sendable {
  /// The program's own list.
  public static let standard = PaymentMethods(EmbeddedTable(PackageResources.payment_methods_csv))

  private let known: [(word: String, account: AccountKey)]

  init(_ table: EmbeddedTable) {
    known = table.rows.compactMap { cells in
      AccountRole(rawValue: cells[1]).map { (cells[0], AccountKey($0, party: cells[2])) }
    }
  }

  /// The account for payments by `method`.
  ///
  /// Where a name lists several methods joined by `+` or commas, as for an order that a gift card paid in part, it is that of
  /// the first provider: how much each has paid is not in the name.
  public func account(for method: String) -> AccountKey {
    let accounts = method.split { $0 == "+" || $0 == "," }.compactMap { one(String($0)) }
    return accounts.first { $0.role == .clearing } ?? accounts.first { $0.role == .receivable } ?? accounts.first
      ?? AccountKey(.receivable)
  }

  private func one(_ method: String) -> AccountKey? {
    let words = Self.words(method)
    guard !words.isEmpty else { return nil }
    let found = known.first { known in "_\(words)_".contains("_\(known.word)_") }
    return found?.account ?? AccountKey(.clearing, party: words)
  }

  /// The words of a name in small letters, joined by `_`.
  private static func words(_ text: String) -> String {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
  }
}
