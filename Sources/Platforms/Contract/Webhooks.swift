/// Deliveries of webhooks: what a platform sends when something has happened, and what it says once it was checked.

/// A delivery as it was received.
public struct WebhookDelivery: Sendable, Equatable {
  /// A header field.
  public struct Field: Sendable, Equatable {
    /// Its name, in any case.
    public var name: String
    /// Its value as it came.
    public var value: String

    /// A header field.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The header fields in the order in which they came; a queue's messages have none.
  public var fields: [Field]
  /// The raw bytes: signatures are made over these, before anything reads them.
  public var body: [UInt8]
  /// When it was received, in seconds since 1970; `nil` where nobody noted it.
  public var receivedAt: Int64?

  /// A delivery.
  public init(fields: [Field] = [], body: [UInt8], receivedAt: Int64? = nil) {
    self.fields = fields
    self.body = body
    self.receivedAt = receivedAt
  }

  /// The value of the first field of that name, whatever its case, without blanks around it; `nil` where there is none
  /// or it is empty.
  public func field(_ name: String) -> String? {
    let wanted = name.lowercased()
    guard let field = fields.first(where: { $0.name.lowercased() == wanted }) else { return nil }
    var value = Substring(field.value)
    while let first = value.first, first.isWhitespace { value.removeFirst() }
    while let last = value.last, last.isWhitespace { value.removeLast() }
    return value.isEmpty ? nil : String(value)
  }
}

/// What a delivery says, once its sender is known.
public struct WebhookEvent: Sendable, Equatable {
  /// What it is about.
  public enum Subject: Sendable, Equatable {
    /// A record of these streams came to be, changed or went away: ask for it by its id.
    case record(Set<PlatformStream>, id: String)
    /// A record of these streams was gone when the delivery was made, so that its id is not told.
    case lostRecord(Set<PlatformStream>)
    /// The platform tries the address.
    case ping
    /// A person asks what is known of them, or to be forgotten.
    case personalData(PersonalDataRequest)
    /// Something that no stream has.
    case other
  }

  /// The platform's word for what happened, such as `orders/create`.
  public var topic: String
  /// What tells this event from all others of the shop: the same in every delivery of it.
  public var id: String
  /// When it happened, in seconds since 1970; `nil` when it does not tell.
  public var happenedAt: Int64?
  /// What it is about.
  public var subject: Subject

  /// An event.
  public init(topic: String, id: String, happenedAt: Int64? = nil, subject: Subject) {
    self.topic = topic
    self.id = id
    self.happenedAt = happenedAt
    self.subject = subject
  }
}

/// What a platform passes on about a person's data, or about those of a shop's customers.
public struct PersonalDataRequest: Sendable, Hashable {
  /// What is asked for.
  public enum Kind: String, Sendable, CaseIterable {
    /// What is held of the person.
    case access
    /// That the person is forgotten.
    case erasure
    /// That all customers of the shop are forgotten, for it has taken the app away.
    case shopErasure = "shop_erasure"
  }

  /// What is asked for.
  public var kind: Kind
  /// The platform's id of the customer; `nil` where it is about none.
  public var customerID: String?
  /// The customer's e-mail address.
  public var email: String?
  /// The customer's telephone number.
  public var phone: String?
  /// When it was received, in seconds since 1970; `nil` where nobody noted it.
  public var receivedAt: Int64?

  /// A request.
  public init(_ kind: Kind, customerID: String? = nil, email: String? = nil, phone: String? = nil) {
    self.kind = kind
    self.customerID = customerID
    self.email = email
    self.phone = phone
  }
}

/// Why a delivery is not believed; nothing in it is secret or personal.
public enum WebhookFault: Error, Sendable, Equatable {
  /// A header field is missing that every delivery has; its name.
  case missingField(String)
  /// The signature is not that of the body.
  case wrongSignature
  /// It comes from another shop, or is meant for one.
  case otherShop(String)
  /// It is signed, or needs no signature, and is no delivery of the platform; what is wrong with it.
  case unreadable(String)
}

/// Checks who sent a delivery, and reads what it says.
public protocol WebhookReader: Sendable {
  /// What a delivery says.
  func event(_ delivery: WebhookDelivery) throws(WebhookFault) -> WebhookEvent
}
