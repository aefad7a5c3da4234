public import Columns
public import Commerce

/// Every column of each entity with its values as text: what previews show and the documentation lists.
public enum DataDictionary {
  /// One column.
  public struct Entry: Sendable {
    /// The name that definitions use.
    public let name: String
    /// One value per document or per line.
    public let scope: ColumnScope
    /// Whether it says something about a person.
    public let isPersonal: Bool
    /// The value of a document or line as text; empty where it is missing. `base` is the currency of the books.
    public let text: @Sendable (_ batch: Batch, _ element: Int, _ base: Currency) -> String
    /// What a person reads behind every value, such as ` %`; empty for most columns.
    public var unit = ""
  }

  /// All columns of an entity, in the order in which stages make them.
  public static func columns(of entity: Entity) -> [Entry] {
    entity == .orders ? orders : entity.fields.map(entry)
  }

  private static func entry(_ field: EntityField) -> Entry {
    let personal = field.sensitivity != .none
    return switch field.kind {
    case .text(let key), .id(let key): text(key, isPersonal: personal)
    case .number(let key): value(key) { $0.description }
    case .instant(let key, _): value(key) { $0.description }
    case .day(let key): value(key) { $0.description }
    case .currency(let key): value(key) { $0.code }
    case .countrySource: text(OrderKeys.countrySource, isPersonal: personal)
    case .country: value(OrderKeys.country) { $0.code }
    case .flag(let key): value(key) { String($0) }
    case .word(let key, let words): value(key) { code in words.first { $0.code == code }?.name ?? "" }
    case .contact: value(OrderKeys.contact) { String($0) }
    }
  }

  private static let orders: [Entry] =
    [
      text(OrderKeys.externalID), text(OrderKeys.reference), value(OrderKeys.kind) { $0.name },
      text(OrderKeys.refunds), value(OrderKeys.estimated) { String($0) },
      value(OrderKeys.placedAt) { $0.description }, value(OrderKeys.taxDate) { $0.description },
      text(OrderKeys.sourceStatus), value(OrderKeys.status) { $0.name }, value(OrderKeys.currency) { $0.code },
      value(OrderKeys.total) { $0.description }, value(OrderKeys.taxTotal) { $0.description },
      value(OrderKeys.marketplaceCollects) { String($0) }, value(OrderKeys.dispatchCountry) { $0.code },
    ]
    + (0..<OrderKeys.taxSlots).flatMap { slot in
      [text(OrderKeys.taxTitle(slot)), value(OrderKeys.taxAmount(slot)) { $0.description }]
    } + [
      text(OrderKeys.paymentMethod), text(OrderKeys.channel), text(OrderKeys.countrySource),
      value(OrderKeys.country) { $0.code }, value(OrderKeys.area) { $0.code }, text(OrderKeys.region),
      text(OrderKeys.postcode, isPersonal: true), text(OrderKeys.city, isPersonal: true),
      text(OrderKeys.customerSourceID, isPersonal: true),
      text(OrderKeys.email, isPersonal: true), text(OrderKeys.phone, isPersonal: true),
      text(OrderKeys.name, isPersonal: true), text(OrderKeys.company, isPersonal: true),
      text(OrderKeys.address, isPersonal: true),
      text(OrderKeys.vatID, isPersonal: true), value(TaxKeys.vatIDStatus) { $0.name },
      value(OrderKeys.contact) { String($0) }, value(OrderKeys.priceBasis) { $0.name },
      value(OrderKeys.fixingDate) { $0.description }, value(OrderKeys.lineKind) { $0.name }, text(OrderKeys.sku),
      text(OrderKeys.title), text(OrderKeys.productType),
      value(OrderKeys.taxable) { String($0) }, value(OrderKeys.lineMarketplaceCollects) { String($0) },
      value(OrderKeys.quantity) { $0.description },
      value(OrderKeys.unitPrice) { $0.description }, value(OrderKeys.sourceAmount) { $0.description },
      value(OrderKeys.sourceTax) { $0.description }, value(OrderKeys.sourceRate) { $0.description },
      minor(OrderKeys.net), minor(OrderKeys.tax), value(TaxKeys.treatment) { $0.name },
      value(TaxKeys.scheme) { $0.name }, value(TaxKeys.taxCountry) { $0.code },
      value(TaxKeys.rate, unit: " %") { $0.description }, value(TaxKeys.category) { $0.name },
      value(TaxKeys.territory) { $0.code }, value(TaxKeys.dispatch) { $0.code }, value(TaxKeys.liable) { $0.name },
      value(TaxKeys.taxReturn) { $0.name },
      value(TaxKeys.reason) { $0.code }, base(OrderKeys.baseNet), base(OrderKeys.baseTax),
    ]

  private static func text(_ key: ColumnKey<TextRange>, isPersonal: Bool = false) -> Entry {
    Entry(name: key.name, scope: key.scope, isPersonal: isPersonal) { batch, element, _ in
      batch.text.string(batch[key].stored[element])
    }
  }

  private static func value<Value>(
    _ key: ColumnKey<Value>, unit: String = "", _ describe: @escaping @Sendable (Value) -> String
  ) -> Entry {
    Entry(
      name: key.name, scope: key.scope, isPersonal: false,
      text: { batch, element, _ in batch[key][element].map(describe) ?? "" }, unit: unit)
  }

  /// An amount in minor units, with the decimals of its document's currency.
  private static func minor(_ key: ColumnKey<MinorUnits>) -> Entry {
    Entry(name: key.name, scope: key.scope, isPersonal: false) { batch, element, _ in
      guard let amount = batch[key][element] else { return "" }
      let currency = batch[OrderKeys.currency][batch.document(of: element)]
      return amount.description(exponent: currency?.exponent ?? 0)
    }
  }

  /// An amount in minor units of the currency of the books.
  private static func base(_ key: ColumnKey<MinorUnits>) -> Entry {
    Entry(name: key.name, scope: key.scope, isPersonal: false) { batch, element, base in
      batch[key][element].map { $0.description(exponent: base.exponent ?? 0) } ?? ""
    }
  }
}
