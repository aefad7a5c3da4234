import Books
import Commerce
import Tax

/// How DATEV comes to the tax of a line, and under which tax key (BU-Schlüssel).
///
/// DATEV takes the tax out of the gross amount by itself on automatic accounts, which take no key, and wherever a key stands.
/// Keys as advisers and other programs use them: 3 and 2 for sales at 19 and 7 %, 9 and 8 for purchases; 240 for goods from
/// Germany and 241 for goods from another member state under the one-stop shop; 40 takes an account's automatic away.
enum DATEVKey: Hashable {
  /// The account works it out.
  case automatic
  /// The key says so.
  case key(String)
  /// The account works out what the buyer of a service owes, on top of the amount.
  case reverseCharge
  /// Nobody does: tax has rows of its own.
  case none

  /// The key that takes the automatic of an account away.
  static let withoutAutomatic = "40"

  /// How DATEV comes to the tax with `tag` of a line on `account`.
  init(_ account: Account, _ tag: TaxTag, _ date: CivilDate) {
    if tag.isReverseCharge {
      self = account.worksOutTax ? .reverseCharge : .none
    } else if tag.isOSS {
      self = tag.rate.map { $0.thousandths % 10 == 0 } == true ? .key(tag.origin == nil ? "240" : "241") : .none
    } else if account.worksOutTax {
      self = .automatic
    } else if tag.territory == Self.germany, let keys = Self.keys[tag.rate ?? .zero], !Self.loweredRates.contains(date)
    {
      self = .key(account.type == .expense ? keys.purchase : keys.sale)
    } else {
      self = .none
    }
  }

  private static let germany = Territory("DE")
  private static let keys: [TaxRate: (sale: String, purchase: String)] = [
    TaxRate(thousandths: 19_000): ("3", "9"), TaxRate(thousandths: 7_000): ("2", "8"),
  ]
  /// When the keys meant 16 and 5 %.
  private static let loweredRates: ClosedRange<CivilDate> = {
    let first = CivilMonth(ordinal: 2020 * 12 + 6).firstDay
    return first...CivilMonth(ordinal: 2020 * 12 + 11).lastDay
  }()
}

extension TaxTag {
  /// Whether the tax is that of services from abroad, which the buyer owes.
  var isReverseCharge: Bool { code.hasPrefix("RC") }
  /// Whether it is declared in the Union one-stop shop.
  var isOSS: Bool { code.hasPrefix("OSS") }
  /// Whether it is no tax but a supply to a business in another member state.
  var isIntraCommunity: Bool { code.hasPrefix("IC") }

  /// The tag without the mark of deducted tax: a tax and its deduction are worked out together.
  var family: TaxTag {
    var tag = self
    if tag.code.hasSuffix("-IN") { tag.code.removeLast(3) }
    return tag
  }
}
