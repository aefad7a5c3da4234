public import Columns

/// What a person should look at although the document was loaded: the stable codes, what each means, and what to do.
public enum FindingCode: String, Sendable, CaseIterable {
  case refundDateUnknown = "F1201"
  case feesNotListed = "F1202"
  case twoFiles = "F1301"
  case countryUnresolved = "F2001"
  case postcodeDoesNotFit = "F2002"
  case vatIDUnanswered = "F2201"
  case vatIDInvalid = "F2202"
  case payoutOpen = "F2101"
  case giftCardPart = "F2102"
  case priceBasisUndetermined = "F3001"
  case residueBooked = "F3002"
  case taxUnattributed = "F3003"
  case mixedRates = "F3004"
  case rateDiffers = "F3101"
  case taxDiffers = "F3102"
  case noRegistration = "F3103"
  case notChecked = "F3104"
  case taxPending = "F3105"
  case taxComputed = "F3106"
  case rateInferred = "F3107"

  /// What it means, in a sentence.
  public var title: String {
    switch self {
    case .refundDateUnknown:
      "the export does not say when the refund was made: it is dated as \"refund_date\" of the extract stage says, or as the sale"
    case .feesNotListed:
      "the export lists no fees: what its goods, carriage and tax are short of the total is a line of fees"
    case .twoFiles:
      "two files of one run have the document with different content: the file that was read later counts, which may lack what the other has"
    case .countryUnresolved: "the destination is no country that can be named: the tax is open"
    case .postcodeDoesNotFit:
      "the postcode fits no form of the country's: one of the two is wrong, and the country alone decided the place"
    case .vatIDUnanswered: "nobody answered whether the buyer's VAT id is registered: it is neither valid nor invalid"
    case .vatIDInvalid: "the buyer's VAT id is not valid"
    case .payoutOpen:
      "the amounts do not add up to the payout, which is not paid yet or has another currency among them"
    case .giftCardPart:
      "gift cards have paid a part, and the source does not say how much: the books have all of it with who paid the rest"
    case .priceBasisUndetermined:
      "the document does not tell whether its prices include tax: the store's usual basis is taken"
    case .residueBooked: "the lines do not add up to the platform's total: the residue is a rounding line"
    case .taxUnattributed: "the tax columns hold less than the platform's tax: the rest is not attributed to a tax"
    case .mixedRates:
      "several rates apply and cannot be told apart by line, or the rate is not known: such lines have none"
    case .rateDiffers: "the platform charged another rate than the rules say"
    case .taxDiffers: "the platform charged another amount of tax than the rate gives"
    case .noRegistration: "the rules tax the supply in a country where the business is not registered"
    case .notChecked: "there are no rules here for the destination: the platform's tax is kept as it is"
    case .taxPending: "the place of supply or its rate is open: no tax is computed"
    case .taxComputed: "the source does not say what tax was charged: it is computed at the rate of the rules"
    case .rateInferred: "the source states no rate for lines: one rate of the place alone explains their tax"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .refundDateUnknown: "set \"refund_date\" in the extract stage when the refunds belong to another period"
    case .feesNotListed: "compare the order with the shop, or import an export that lists fees"
    case .twoFiles:
      "compare the two: read the files in runs of their own, the newest last, or join the parts of the document in one file"
    case .countryUnresolved:
      "name the country in the source by its ISO 3166 code or its usual name; until then its tax is open"
    case .postcodeDoesNotFit:
      "correct country or postcode in the shop: special territories, such as the Canary Islands, are told by postcodes"
    case .vatIDUnanswered:
      "run again, or ask for all such numbers at once: shopledger vatid check --pending; the next run takes up the answers"
    case .vatIDInvalid:
      "ask the buyer for the right number; failed check digits alone are no proof: ask the service where it was not asked"
    case .payoutOpen: "pull it again once it is paid: it is rejected then when its amounts still do not add up"
    case .giftCardPart:
      "pull the orders from the platform, which tells it, or map \"gift_card_amount\"; until then reconcile lists the rest as open"
    case .priceBasisUndetermined: "declare \"prices\" in the vat stage"
    case .residueBooked: "compare the document with the platform; \"residue\" of the vat stage sets what is allowed"
    case .taxUnattributed: "compare the document's tax columns with the platform: the export may not show all of them"
    case .mixedRates: "compare the tax by rate with the platform before it is declared"
    case .rateDiffers, .taxDiffers:
      "compare the platform's tax settings with the rules: what was charged is what is owed until it is corrected"
    case .noRegistration: "register there, or add the registration to the business file"
    case .notChecked: "check the platform's tax of that country yourself"
    case .taxPending: "settle what is open, such as the country or the buyer's VAT number; until then no return has it"
    case .taxComputed, .rateInferred: "compare it with the platform's invoice, if there is one"
    }
  }
}

extension Finding {
  /// A finding with a code of the list.
  public init(_ code: FindingCode, document: Int, line: Int? = nil, detail: String = "") {
    self.init(code.rawValue, document: document, line: line, detail: detail)
  }
}
