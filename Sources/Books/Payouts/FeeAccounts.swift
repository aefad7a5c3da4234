public import Commerce
public import Tax

/// How fees of providers are posted, by whom they are kept and what they are called.
///
/// `Data/fee_accounts.csv` lists words, of which the first that the name of a fee contains decides the account. Where the
/// business declares that it owes the tax on a supplier's services, all fees of that supplier are such services.
public struct FeeAccounts: Sendable {
  /// Where the business is established.
  public let home: Country
  /// The suppliers for whose services the business owes the tax, in small letters as parties are named.
  public let reverseCharge: Set<String>
  private let table: [(party: String, word: String, role: AccountRole)]
  private let rates: RateTable

  /// The accounts of a business in `home`.
  public init(home: Country, reverseCharge: Set<String> = [], rates: RateTable = .standard) {
    self.home = home
    self.reverseCharge = reverseCharge
    self.rates = rates
    table = EmbeddedTable(PackageResources.fee_accounts_csv).rows.compactMap { cells in
      AccountRole(rawValue: cells[2]).map { (cells[0], cells[1], $0) }
    }
  }

  /// The postings of a fee that comes off an item on the provider's account.
  func postings(
    _ fee: OpenItem, named name: String, by party: String, on date: CivilDate
  ) throws(PayoutFault) -> [Posting] {
    if reverseCharge.contains(party) {
      guard let territory = Territory(home.code), let rate = rates.rate(territory, .standard, on: date) else {
        throw .noTaxRate
      }
      do { return try ReverseChargeFee(fee, in: territory, at: rate).postings() } catch { throw .tooLarge }
    }
    let role = role(of: name, by: party)
    return ProviderCharges(
      fee.account, fee.currency,
      [ProviderCharges.Charge(role, reference: fee.reference, fee.amount, base: fee.base)]
    ).postings
  }

  private func role(of name: String, by party: String) -> AccountRole {
    let name = name.lowercased()
    let found = table.first { row in
      (row.party.isEmpty || row.party == party) && (row.word.isEmpty || name.contains(row.word))
    }
    return found?.role ?? .paymentFees
  }
}
