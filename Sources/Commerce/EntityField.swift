public import Columns

/// One canonical field of an entity: its column and how its values are read, kept and compared.
///
/// What fills the field, the ledger's table with its content hash and view, and what previews show derive from it.
public struct EntityField: Sendable {
  /// The column and how its text is read.
  public enum Kind: Sendable {
    /// Kept as text.
    case text(ColumnKey<TextRange>)
    /// Kept as text that identifies something, which a spreadsheet may have damaged.
    case id(ColumnKey<TextRange>)
    /// An exact number.
    case number(ColumnKey<Exact>)
    /// An instant; its civil date goes into `day` as well where no field gives that itself.
    case instant(ColumnKey<Instant>, day: ColumnKey<CivilDate>?)
    /// A civil date.
    case day(ColumnKey<CivilDate>)
    /// A currency code.
    case currency(ColumnKey<Currency>)
    /// A country as the source spells it, which gives ``OrderKeys/country`` too.
    case countrySource
    /// The country that the spelling means.
    case country
    /// true or false.
    case flag(ColumnKey<Int32>)
    /// One of a few words, each with its code.
    case word(ColumnKey<Int32>, [(code: Int32, name: String)])
    /// The ledger's number of a contact.
    case contact
  }

  /// What a definition has to give for the field.
  public enum Demand: Sendable {
    /// Nothing.
    case none
    /// A source column, which may be blank.
    case mapped
    /// A source column that no document or line may leave blank.
    case filled
  }

  /// What the field says about a person.
  public enum Sensitivity: Sendable {
    /// Nothing.
    case none
    /// Something, that books need all the same, such as a VAT number.
    case personal
    /// How to reach somebody; it is kept in one place.
    case contact
  }

  /// The column and how its text is read.
  public let kind: Kind
  /// What a definition has to give for it.
  public let demand: Demand
  /// Whether another value makes a new revision; not for the time of change, which moves without any.
  public let isContent: Bool
  /// What it says about a person.
  public let sensitivity: Sensitivity
  /// The step of the ledger's schema that makes its column.
  public let schemaStep: Int
  /// The step that takes its column away, since its values are sealed with the contact; `nil` for one that never had a column,
  /// or still has it.
  public let sealedSince: Int?

  /// The step that makes the tables themselves.
  public static let firstSchemaStep = 6

  /// A field.
  public init(
    _ kind: Kind, _ demand: Demand = .none, isContent: Bool = true, sensitivity: Sensitivity = .none,
    schemaStep: Int = EntityField.firstSchemaStep, sealedSince: Int? = nil
  ) {
    self.kind = kind
    self.demand = demand
    self.isContent = isContent
    self.sensitivity = sensitivity
    self.schemaStep = schemaStep
    self.sealedSince = sealedSince
  }

  /// The name that definitions, the ledger and reports use.
  public var name: String { column.name }
  /// Whether a value belongs to the document or to a line.
  public var scope: ColumnScope { column.scope }
  /// Whether a definition can map it; not what stages work out.
  public var isMapped: Bool {
    switch kind {
    case .country, .contact: false
    default: true
    }
  }

  private var column: (name: String, scope: ColumnScope) {
    switch kind {
    case .text(let key), .id(let key): (key.name, key.scope)
    case .number(let key): (key.name, key.scope)
    case .instant(let key, _): (key.name, key.scope)
    case .day(let key): (key.name, key.scope)
    case .currency(let key): (key.name, key.scope)
    case .flag(let key), .word(let key, _): (key.name, key.scope)
    case .countrySource: (OrderKeys.countrySource.name, .document)
    case .country: (OrderKeys.country.name, .document)
    case .contact: (OrderKeys.contact.name, .document)
    }
  }
}

extension ColumnKey where Value.Stored == Int32 {
  /// The same column with its codes as numbers.
  public var codes: ColumnKey<Int32> { ColumnKey<Int32>(name, scope) }
}
