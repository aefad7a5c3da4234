/// What the ledger holds of one customer, opened.
public import Commerce
public import Privacy

/// A customer with everything that stores told of it.
public struct CustomerRecord: Sendable {
  /// What one store told, byte for byte.
  public struct Contact: Sendable {
    /// Its number.
    public var number: Int64
    /// Name of the store that told it.
    public var store: String
    /// What makes it the customer's.
    public var rule: MatchRule
    /// The contact that it shares that with; `nil` for the customer's first.
    public var evidence: Int64?
    /// When the documents that bear it were placed, the first and the last; `nil` where none says.
    public var told: ClosedRange<Instant>?
    /// What was told; `nil` when it was erased.
    public var record: ContactRecord?
    /// Who stands on its invoices; `nil` where none has to be kept.
    public var invoicing: ContactRecord?
  }

  /// A document of the customer.
  public struct Document: Sendable, Equatable {
    /// Name of the store.
    public var store: String
    /// Its kind, such as `sale`; `account` for what a platform keeps of a customer.
    public var kind: String
    /// The platform's id.
    public var externalID: String
    /// The civil date that decides its tax; `nil` for accounts.
    public var date: CivilDate?
    /// The contact that it bears.
    public var contact: Int64
    /// ISO code of the country of destination.
    public var country: String?
    /// The VAT id of the buyer.
    public var vatID: String?
    /// Currency and gross amount in minor units; `nil` for accounts.
    public var gross: (currency: String, minorUnits: Int64)?

    /// Whether both are the same document with the same content.
    public static func == (one: Document, other: Document) -> Bool {
      one.store == other.store && one.kind == other.kind && one.externalID == other.externalID
        && one.date == other.date && one.contact == other.contact && one.country == other.country
        && one.vatID == other.vatID && one.gross?.currency == other.gross?.currency
        && one.gross?.minorUnits == other.gross?.minorUnits
    }
  }

  /// A value of a field, and who told it last.
  public struct Told: Sendable, Equatable {
    /// The value.
    public var value: String
    /// The contact that has it.
    public var contact: Int64
    /// Name of the store.
    public var store: String
    /// When it was told last; `nil` where no document says.
    public var at: Instant?
  }

  /// The lowest number of its contacts.
  public var number: Int64
  /// Its contacts, by their numbers.
  public var contacts: [Contact]
  /// Its documents that stand, by store, kind and id.
  public var documents: [Document]
  /// What was agreed to, in the order in which it was recorded.
  public var consents: [ConsentEvent]
  /// The decisions of people about it that hold.
  public var decisions: [CustomerDecision]

  /// Whether all of its contacts were erased.
  public var isErased: Bool { contacts.allSatisfy { $0.record == nil } }

  /// All values of a field that differ, the newest first: it is the one that counts.
  public func values(of field: ContactField) -> [Told] {
    var told: [Told] = []
    for contact in contacts.sorted(by: { Self.isNewer($0, $1) }) {
      guard let value = contact.record?[field], !told.contains(where: { $0.value == value }) else { continue }
      told.append(
        Told(value: value, contact: contact.number, store: contact.store, at: contact.told?.upperBound))
    }
    return told
  }

  /// What counts for a field today: what was told last.
  public subscript(field: ContactField) -> String? { values(of: field).first?.value }

  /// The fields on which two stores tell different values, with the value of each store that counts there.
  public var conflicts: [(field: ContactField, told: [Told])] {
    ContactField.allCases.filter { $0 != .sourceID && $0 != .tags }.compactMap { field in
      var newest: [String: Told] = [:]
      for contact in contacts.sorted(by: { Self.isNewer($0, $1) }) {
        guard newest[contact.store] == nil, let value = contact.record?[field] else { continue }
        newest[contact.store] = Told(
          value: value, contact: contact.number, store: contact.store, at: contact.told?.upperBound)
      }
      let told = values(of: field).filter { newest[$0.store] == $0 }
      return told.count > 1 ? (field, told) : nil
    }
  }

  /// Where the customer stands with a purpose: what was told last, by its own date; `absent` where nobody ever said.
  ///
  /// What bears no date counts for when it was recorded, but takes no dated withdrawal back: it may be older than that.
  public func state(of purpose: ConsentPurpose) -> ConsentState {
    let told = consents.filter { $0.purpose == purpose }
    let undated = told.filter { $0.at == nil }.max { ($0.recordedAt, $0.number) < ($1.recordedAt, $1.number) }
    let dated = told.filter { $0.at != nil }
      .max { ($0.at ?? $0.recordedAt, $0.number) < ($1.at ?? $1.recordedAt, $1.number) }
    guard let dated, let at = dated.at else { return undated?.state ?? .absent }
    guard let undated, undated.recordedAt > at else { return dated.state }
    return dated.state == .withdrawn ? .withdrawn : undated.state
  }

  /// Newest first; what no document dates is oldest, and of two alike the higher number is newer.
  private static func isNewer(_ one: Contact, _ other: Contact) -> Bool {
    guard one.told?.upperBound != other.told?.upperBound else { return one.number > other.number }
    guard let last = other.told?.upperBound else { return true }
    return one.told.map { $0.upperBound > last } ?? false
  }
}

/// Somebody agreed to something, or took it back.
public struct ConsentEvent: Sendable, Equatable {
  /// Its number; later ones have larger ones.
  public var number: Int64
  /// The contact whose person did.
  public var contact: Int64
  /// To what.
  public var purpose: ConsentPurpose
  /// Which way.
  public var state: ConsentState
  /// When; `nil` where nobody says.
  public var at: Instant?
  /// When it was recorded.
  public var recordedAt: Instant
  /// Name of the store that told it; `nil` when a person recorded it by hand.
  public var store: String?
}

/// What a person decided about who is whom.
public struct CustomerDecision: Sendable, Equatable {
  /// What was decided.
  public enum Kind: String, Sendable {
    /// Contacts are one customer.
    case merge
    /// Contacts are another customer than all others.
    case split
    /// A decision does not hold any more.
    case undo
  }

  /// Its number.
  public var number: Int64
  /// What was decided.
  public var kind: Kind
  /// When.
  public var at: Instant
  /// Why, in the words of whoever decided it, or of the program that proposed it.
  public var reason: String
  /// The contacts that it is about.
  public var contacts: [Int64]
  /// In thousandths how sure the program was that proposed it; `nil` for a person's own.
  public var score: Int?
}
