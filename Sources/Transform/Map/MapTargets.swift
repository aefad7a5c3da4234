import Columns
import Commerce
import Pipeline

/// What the `map` stage can fill: the canonical fields of the orders entity, each with how its text is read.
enum MapTarget: Sendable {
  /// Kept as text.
  case text(ColumnKey<TextRange>)
  /// Kept as text that identifies something.
  case id(ColumnKey<TextRange>)
  /// Read as an exact number.
  case number(ColumnKey<Exact>)
  /// Read as a date that gives the instant, and the tax date unless another field does.
  case placedAt
  /// Read as a date that gives the tax date.
  case taxDate
  /// Read as a currency code.
  case currency
  /// Read as a country, kept as spelt too.
  case country
  /// Read as a country alone.
  case plainCountry(ColumnKey<Country>)
  /// One of the kinds of document.
  case documentKind
  /// One of the kinds of line.
  case lineKind
  /// true or false.
  case flag(ColumnKey<Int32>)

  /// The fields by name, in the order of the data dictionary.
  static let all: [(name: String, target: MapTarget)] = {
    let texts = [
      OrderKeys.reference, OrderKeys.sourceStatus, OrderKeys.paymentMethod, OrderKeys.channel, OrderKeys.region,
      OrderKeys.postcode, OrderKeys.email, OrderKeys.phone, OrderKeys.name, OrderKeys.address, OrderKeys.vatID,
      OrderKeys.sku, OrderKeys.title,
    ]
    let ids = [OrderKeys.externalID, OrderKeys.refunds, OrderKeys.customerSourceID]
    let numbers = [
      OrderKeys.total, OrderKeys.taxTotal, OrderKeys.quantity, OrderKeys.unitPrice, OrderKeys.sourceAmount,
      OrderKeys.sourceTax, OrderKeys.sourceRate,
    ]
    var all: [(String, MapTarget)] = ids.map { ($0.name, .id($0)) } + texts.map { ($0.name, .text($0)) }
    all += numbers.map { ($0.name, .number($0)) }
    for slot in 0..<OrderKeys.taxSlots {
      all.append((OrderKeys.taxTitle(slot).name, .text(OrderKeys.taxTitle(slot))))
      all.append((OrderKeys.taxAmount(slot).name, .number(OrderKeys.taxAmount(slot))))
    }
    all += [
      (OrderKeys.kind.name, .documentKind), (OrderKeys.lineKind.name, .lineKind),
      (OrderKeys.placedAt.name, .placedAt), (OrderKeys.taxDate.name, .taxDate),
      (OrderKeys.currency.name, .currency), (OrderKeys.countrySource.name, .country),
      (OrderKeys.dispatchCountry.name, .plainCountry(OrderKeys.dispatchCountry)),
      (OrderKeys.estimated.name, .flag(OrderKeys.estimated)), (OrderKeys.taxable.name, .flag(OrderKeys.taxable)),
      (OrderKeys.marketplaceCollects.name, .flag(OrderKeys.marketplaceCollects)),
    ]
    return all
  }()

  /// The target of that name.
  static func named(_ name: String) -> MapTarget? { all.first { $0.name == name }?.target }

  /// Fields that every definition must map, or a document would say too little.
  static let required: Set<String> = [
    OrderKeys.externalID.name, OrderKeys.currency.name, OrderKeys.lineKind.name, OrderKeys.kind.name,
  ]

  /// The columns that a field makes.
  func columns(named name: String) -> [String] {
    switch self {
    case .placedAt: [OrderKeys.placedAt.name, OrderKeys.taxDate.name]
    case .country: [OrderKeys.countrySource.name, OrderKeys.country.name, OrderKeys.area.name]
    default: [name]
    }
  }
}
