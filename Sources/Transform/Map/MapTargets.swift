import Columns
import Commerce
import Pipeline

/// What the `map` stage can fill: a canonical field of the entity, and how its text is read.
struct MapTarget: Sendable {
  /// How the text of a field is read.
  enum Reading: Sendable {
    /// Kept as text.
    case text(ColumnKey<TextRange>)
    /// Kept as text that identifies something.
    case id(ColumnKey<TextRange>)
    /// Read as an exact number.
    case number(ColumnKey<Exact>)
    /// Read as a date that gives the instant, the civil date, or both.
    case moment(instant: ColumnKey<Instant>?, day: ColumnKey<CivilDate>?)
    /// Read as a currency code.
    case currency(ColumnKey<Currency>)
    /// Read as a country, kept as spelt too.
    case country
    /// Read as a country alone.
    case plainCountry(ColumnKey<Country>)
    /// true or false.
    case flag(ColumnKey<Int32>)
    /// One of a few words.
    case word(ColumnKey<Int32>, [(code: Int32, name: String)])
  }

  /// The name that definitions use.
  let name: String
  /// How its text is read.
  let reading: Reading
  /// Whether a definition must map it, or a document would say too little.
  let isDemanded: Bool
  /// Whether a blank cell refuses the document, whatever the definition says.
  let isFilled: Bool

  init(_ name: String, _ reading: Reading, isDemanded: Bool = false, isFilled: Bool = false) {
    self.name = name
    self.reading = reading
    self.isDemanded = isDemanded
    self.isFilled = isFilled
  }

  /// The fields of an entity, in the order of the data dictionary.
  static func all(of entity: Entity) -> [MapTarget] {
    switch entity {
    case .orders: orders
    default: entity.fields.compactMap(MapTarget.init)
    }
  }

  /// The names of the fields of any entity, each once.
  static let names: [String] = {
    var seen: Set<String> = []
    return Entity.allCases.flatMap(all).map(\.name).filter { seen.insert($0).inserted }
  }()

  /// The columns that the field makes.
  var columns: [String] {
    switch reading {
    case .moment(let instant, let day): [instant?.name, day?.name].compactMap(\.self)
    case .country: [OrderKeys.countrySource.name, OrderKeys.country.name, OrderKeys.area.name]
    default: [name]
    }
  }
}

extension MapTarget {
  /// The field of an entity; `nil` for one that stages work out.
  fileprivate init?(_ field: EntityField) {
    let reading: Reading
    switch field.kind {
    case .text(let key): reading = .text(key)
    case .id(let key): reading = .id(key)
    case .number(let key): reading = .number(key)
    case .instant(let key, let day): reading = .moment(instant: key, day: day)
    case .day(let key): reading = .moment(instant: nil, day: key)
    case .currency(let key): reading = .currency(key)
    case .countrySource: reading = .country
    case .flag(let key): reading = .flag(key)
    case .word(let key, let words): reading = .word(key, words)
    case .country, .contact: return nil
    }
    self.init(field.name, reading, isDemanded: field.demand != .none, isFilled: field.demand == .filled)
  }

  /// The fields of orders.
  fileprivate static let orders: [MapTarget] = {
    let texts = [
      OrderKeys.reference, OrderKeys.sourceStatus, OrderKeys.paymentMethod, OrderKeys.channel, OrderKeys.region,
      OrderKeys.postcode, OrderKeys.city, OrderKeys.email, OrderKeys.phone, OrderKeys.name, OrderKeys.company,
      OrderKeys.address,
      OrderKeys.vatID, OrderKeys.sku, OrderKeys.title, OrderKeys.productType,
    ]
    var all = [MapTarget(OrderKeys.externalID.name, .id(OrderKeys.externalID), isDemanded: true, isFilled: true)]
    all += [OrderKeys.refunds, OrderKeys.customerSourceID].map { MapTarget($0.name, .id($0)) }
    all += texts.map { MapTarget($0.name, .text($0)) }
    all += [OrderKeys.total, OrderKeys.taxTotal, OrderKeys.giftCardAmount].map { MapTarget($0.name, .number($0)) }
    all += [OrderKeys.quantity, OrderKeys.unitPrice].map { MapTarget($0.name, .number($0), isFilled: true) }
    all += [OrderKeys.sourceAmount, OrderKeys.sourceTax, OrderKeys.sourceRate].map { MapTarget($0.name, .number($0)) }
    for slot in 0..<OrderKeys.taxSlots {
      all.append(MapTarget(OrderKeys.taxTitle(slot).name, .text(OrderKeys.taxTitle(slot))))
      all.append(MapTarget(OrderKeys.taxAmount(slot).name, .number(OrderKeys.taxAmount(slot))))
    }
    return all + [
      MapTarget(
        OrderKeys.kind.name,
        .word(OrderKeys.kind.codes, TransactionKind.allCases.map { (code: $0.rawValue, name: $0.name) }),
        isDemanded: true),
      MapTarget(
        OrderKeys.lineKind.name,
        .word(OrderKeys.lineKind.codes, LineKind.allCases.map { (code: $0.rawValue, name: $0.name) }),
        isDemanded: true),
      MapTarget(
        OrderKeys.placedAt.name, .moment(instant: OrderKeys.placedAt, day: OrderKeys.taxDate), isFilled: true),
      MapTarget(OrderKeys.taxDate.name, .moment(instant: nil, day: OrderKeys.taxDate), isFilled: true),
      MapTarget(OrderKeys.currency.name, .currency(OrderKeys.currency), isDemanded: true, isFilled: true),
      MapTarget(OrderKeys.countrySource.name, .country),
      MapTarget(OrderKeys.estimated.name, .flag(OrderKeys.estimated)),
      MapTarget(OrderKeys.taxable.name, .flag(OrderKeys.taxable)),
      MapTarget(OrderKeys.restocked.name, .flag(OrderKeys.restocked)),
      MapTarget(OrderKeys.marketplaceCollects.name, .flag(OrderKeys.marketplaceCollects)),
      MapTarget(OrderKeys.lineMarketplaceCollects.name, .flag(OrderKeys.lineMarketplaceCollects)),
      MapTarget(OrderKeys.dispatchCountry.name, .plainCountry(OrderKeys.dispatchCountry)),
    ]
  }()
}
