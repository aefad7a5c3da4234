import Books
import Commerce
import Formats
import Ledger
import Reports

/// What is open with providers, for people and programs.
struct ReconciliationResult: CommandResult {
  let state: ClearingState
  /// The day on which ages are counted.
  let day: CivilDate?
  /// How many items of an account people are shown.
  let limit: Int

  var text: String {
    guard !state.accounts.isEmpty else { return "no provider's account has an entry\n" + waiting }
    var text = ""
    for account in state.accounts { text += section(account) + "\n" }
    if state.suspense != .zero {
      text += "unexplained amounts are in suspense: shopledger accounts list\n"
    }
    return text + chargebacks + waiting
  }

  /// What a return has to be told of by hand.
  private var chargebacks: String {
    guard !state.chargebacks.isEmpty else { return "" }
    let net = state.chargebacks.reduce(0) { $0 + $1.net.count }
    let tax = state.chargebacks.reduce(0) { $0 + $1.tax.count }
    return
      "chargebacks have taken back \(text(net)) of income and \(text(tax)) of tax, which no return has: shopledger report returns_coverage --table chargebacks\n"
  }

  private func text(_ amount: Int64) -> String {
    MinorUnits(amount).description(exponent: state.books?.exponent ?? 0)
  }

  private func section(_ account: ProviderAccount) -> String {
    let open = account.items.open
    var text = "\(account.number) \(account.parties.joined(separator: ", ")), \(account.currency.code)\n"
    text += "  settled to zero  \(account.items.settledCount)\n"
    for reason in UnclearedItem.Reason.allCases {
      let own = open.filter { $0.reason == reason }
      guard !own.isEmpty else { continue }
      let sum = MinorUnits(own.reduce(0) { $0 + $1.amount.count })
      text += "  \(own.count) open, \(account.text(sum)): \(reason.sentence)\n"
    }
    text += "  open together    \(account.text(account.items.total.amount))\n"
    text += "  in the journal   \(account.text(account.balance))\(account.isProven ? "" : "  DIFFERS")\n"
    guard !open.isEmpty else { return text }
    let stores = Set(open.compactMap(\.store))
    text +=
      TableText(
        header: [
          stores.count == 1 ? "item of \(stores.first ?? "")" : "item", "documents", "payouts", "open", "days",
          "reason",
        ],
        rows: open.prefix(limit).map { item in
          [
            item.label(state, namesStore: stores.count != 1), account.text(item.documents), account.text(item.payouts),
            account.text(item.amount), day.map { String(item.age(on: $0)) } ?? "", item.reason.rawValue,
          ]
        }
      ).text
    return open.count > limit ? text + "  \(open.count - limit) more: --limit shows them\n" : text
  }

  private var waiting: String {
    guard !state.waiting.isEmpty else { return "" }
    var text = "payouts that are not booked\n"
    for payout in state.waiting.prefix(limit) {
      let why = payout.fault?.sentence ?? "no pass has looked at it: shopledger journal post"
      text += "  \(payout.payout) of \(payout.store): \(why)\n"
    }
    return text
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("day", day?.description)
      object.list("accounts", state.accounts) { account, object in
        object.member("account", account.number)
        object.member("currency", account.currency.code)
        object.member("settled", Int64(account.items.settledCount))
        object.member("open_total", account.text(account.items.total.amount))
        object.member("balance", account.text(account.balance))
        object.member("proven", account.isProven)
        object.list("open", account.items.open) { item, object in
          object.member("item", item.label(state))
          object.member("documents", account.text(item.documents))
          object.member("payouts", account.text(item.payouts))
          object.member("amount", account.text(item.amount))
          object.member("since", item.since.description)
          object.member("days", day.map { Int64(item.age(on: $0)) })
          object.member("reason", item.reason.rawValue)
        }
      }
      object.list("chargebacks", state.chargebacks) { chargeback, object in
        object.member("month", chargeback.month.description)
        object.member("store", chargeback.store)
        object.member("tax_code", chargeback.tag.code)
        object.member("net", text(chargeback.net.count))
        object.member("tax", text(chargeback.tax.count))
      }
      object.list("waiting", state.waiting) { payout, object in
        object.member("store", payout.store)
        object.member("payout", payout.payout)
        object.member("reason", payout.fault?.rawValue)
      }
    }
  }
}

extension ProviderAccount {
  /// The number of the account.
  var number: String { accounts.map(\.number).joined(separator: ", ") }

  /// An amount in its currency.
  func text(_ amount: MinorUnits) -> String { amount.description(exponent: currency.exponent ?? 0) }
}

extension UnclearedItem {
  /// What people call it.
  func label(_ state: ClearingState, namesStore: Bool = true) -> String {
    switch item {
    case .order(let id, let store): (namesStore ? "\(store) " : "") + (state.references[item] ?? id)
    case .payout(let id, let store): (namesStore ? "\(store) " : "") + "payout \(id)"
    case .balance: "balance"
    case .carriedOver: "carried over"
    case .entry(let number): "entry \(number)"
    }
  }

  /// The store that it is of; `nil` for what is of none.
  fileprivate var store: String? {
    switch item {
    case .order(_, let store), .payout(_, let store): store
    case .balance, .carriedOver, .entry: nil
    }
  }
}
