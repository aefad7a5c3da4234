/// What a platform's connector does: the one interface that pipelines know.
public import Columns

/// What a platform has records of.
public enum PlatformStream: String, Sendable, CaseIterable {
  /// Orders with their refunds.
  case orders
  /// Products with their variants.
  case products
  /// Stock levels by place.
  case inventory
  /// Customers.
  case customers
  /// Payouts with the transactions that they settle.
  case payouts
}

/// A connector to one shop on one platform.
///
/// An adapter holds no state of a pull: what is pulled is a ``PlatformPull``, what was pulled is told by its cursor.
public protocol PlatformAdapter: Sendable {
  /// The word by which stores name the platform, such as `shopify`.
  static var platform: String { get }
  /// The streams that it can pull.
  static var streams: [PlatformStream] { get }
  /// Whether ``reconcile(_:columns:)`` gives a pull.
  static var comparesAll: Bool { get }
  /// The source columns that a stream's records have, in order; presets map them to canonical fields.
  static func columns(of stream: PlatformStream) -> [String]

  /// Connects with the shop's credentials and says what shop it is and what is to be known about the access.
  func connect() async throws(PlatformFailure) -> ShopIdentity

  /// Begins to pull a stream, or goes on from a cursor that an earlier pull of the same window gave.
  ///
  /// - Parameter columns: the source columns that stages read, in the order of a record's cells.
  func pull(
    _ stream: PlatformStream, window: PullWindow, columns: [String], from cursor: PullCursor?
  ) async throws(PlatformFailure) -> any PlatformPull

  /// Begins to pull single records by their ids, such as those that webhooks name, with what belongs to them as in a
  /// whole pull; an id that the shop has no record of is counted in ``PulledPage/leftOut``.
  ///
  /// - Parameter ids: at most ``PlatformLimits/idsMax``, each once, as the platform writes them.
  func pull(
    _ stream: PlatformStream, ids: [String], columns: [String]
  ) async throws(PlatformFailure) -> any PlatformPull

  /// Begins to compare all documents that the shop has with those that are known, and gives what is new, changed or gone;
  /// what is gone comes as a document of nothing, a revision that takes the place of the one that is known.
  ///
  /// - Returns: `nil` where the platform tells of everything that goes away, so that windows are enough.
  func reconcile(_ known: [KnownDocument], columns: [String]) -> (any PlatformPull)?

  /// What checks and reads deliveries of the shop's webhooks.
  ///
  /// - Throws: a failure where the secret that they are signed by is not there.
  func webhooks() throws(PlatformFailure) -> any WebhookReader

  /// Sets the stock of one article at one place to a number, and gives what the platform says it is then.
  ///
  /// Where the change rests on a number that is no longer the shop's, nothing is set, and the shop's number is given. A
  /// platform that can compares by itself, at once; the others are asked just before they are told.
  func setStock(_ change: StockChange) async throws(PlatformFailure) -> Int64
  /// Creates a product with its variants and gives the platform's id of it.
  func createProduct(_ product: ProductDraft) async throws(PlatformFailure) -> String
  /// Changes the fields of a product that are set.
  func updateProduct(_ id: String, _ product: ProductDraft) async throws(PlatformFailure)
}

extension PlatformAdapter {
  /// Not: windows are enough.
  public static var comparesAll: Bool { false }
  /// Nothing: windows are enough.
  public func reconcile(_ known: [KnownDocument], columns: [String]) -> (any PlatformPull)? { nil }
}

/// Limits that all connectors keep.
public enum PlatformLimits {
  /// How many records may be asked for by their ids at a time: as many as every platform puts on one page.
  public static let idsMax = 50
  /// Why records are left out that were asked for by their ids.
  public static let gone = "records that the shop does not have or does not show"
}

/// What a shop says of itself.
public struct ShopIdentity: Sendable, Equatable {
  /// The shop's name.
  public var name: String
  /// Its currency, an ISO 4217 code.
  public var currency: String
  /// IANA name of its time zone; `nil` where the platform does not tell.
  public var timeZone: String?
  /// The version of the interface that answers.
  public var version: String
  /// What the access cannot do or see, in sentences; a pull that needs it fails.
  public var limits: [String]

  /// A shop.
  public init(name: String, currency: String, timeZone: String?, version: String, limits: [String] = []) {
    self.name = name
    self.currency = currency
    self.timeZone = timeZone
    self.version = version
    self.limits = limits
  }
}

/// The stretch of time of which records are pulled, by when they last changed; seconds since 1970, UTC.
public struct PullWindow: Sendable, Equatable {
  /// First second; `nil` for everything there is.
  public var since: Int64?
  /// First second that no longer belongs; `nil` for no end.
  public var until: Int64?

  /// A window.
  public init(since: Int64? = nil, until: Int64? = nil) {
    self.since = since
    self.until = until
  }
}

/// Where a pull goes on after an interruption; only the adapter that made it can read it.
public struct PullCursor: Sendable, Hashable {
  /// ASCII text of at most 4,096 bytes, without anything personal or secret.
  public var text: String

  /// A cursor.
  public init(_ text: String) { self.text = text }
}

/// A stream being pulled, page after page.
public protocol PlatformPull: Sendable {
  /// The next page as a batch; `nil` at the end of the window.
  mutating func next() async throws(PlatformFailure) -> PulledPage?
}

/// One page of a stream.
public struct PulledPage: Sendable {
  /// The records: documents and their lines, with the source columns that were asked for. A record's position is the
  /// page, from 1, as line, and the byte within the page's body.
  public var batch: Batch
  /// Where to go on behind this page.
  public var next: PullCursor
  /// The latest change among the records of this page; seconds since 1970, `nil` on an empty page.
  public var latestChange: Int64?
  /// Paths of fields that the adapter does not know, such as `line_items.attributed_staffs`, each once.
  public var unknownFields: [String]
  /// Bytes of the bodies that the page was made of.
  public var byteCount: Int
  /// Records that were left out on purpose, counted by why, such as `test orders`.
  public var leftOut: [String: Int]

  /// A page.
  public init(
    batch: Batch, next: PullCursor, latestChange: Int64?, unknownFields: [String] = [], byteCount: Int,
    leftOut: [String: Int] = [:]
  ) {
    self.batch = batch
    self.next = next
    self.latestChange = latestChange
    self.unknownFields = unknownFields
    self.byteCount = byteCount
    self.leftOut = leftOut
  }

  /// A page without records, which says why there are none.
  public static func nothing(columns: [String], next: PullCursor, leftOut: [String: Int]) -> PulledPage {
    let batch = Batch(text: TextArena(), records: SourceRecords(width: columns.count), documentStarts: [0])
    return PulledPage(batch: batch, next: next, latestChange: nil, byteCount: 0, leftOut: leftOut)
  }
}

/// A stock level to be set.
public struct StockChange: Sendable, Equatable {
  /// The platform's id of the article whose stock is counted; the SKU where the platform counts by SKU.
  public var article: String
  /// The platform's id of the place; empty where it knows only one.
  public var place: String
  /// The number of units there.
  public var quantity: Int64
  /// The number that the change rests on; `nil` to set it whatever it is.
  public var seen: Int64?

  /// A stock level.
  public init(article: String, place: String, quantity: Int64, seen: Int64? = nil) {
    self.article = article
    self.place = place
    self.quantity = quantity
    self.seen = seen
  }
}

/// A product to be created, or the fields of one to be changed; what is `nil` stays as it is.
public struct ProductDraft: Sendable, Equatable {
  /// A variant: what a buyer chooses among and what has a price.
  public struct Variant: Sendable, Equatable {
    /// The platform's id; `nil` for a new one.
    public var id: String?
    /// Stock-keeping unit.
    public var sku: String?
    /// Price of one unit in the shop's currency, a decimal number with a point.
    public var price: String?
    /// EAN, UPC or another code on the goods.
    public var barcode: String?
    /// What sets a new one apart from the product's others, such as `Blue / M`.
    public var option: String?

    /// A variant.
    public init(
      id: String? = nil, sku: String? = nil, price: String? = nil, barcode: String? = nil, option: String? = nil
    ) {
      self.id = id
      self.sku = sku
      self.price = price
      self.barcode = barcode
      self.option = option
    }
  }

  /// What variants belong to, where the platform lists each of them by itself.
  public struct Family: Sendable, Equatable {
    /// The platform's id of what they belong to, which nobody can buy; it is made where it is not there yet.
    public var parent: String
    /// What they have in common is called.
    public var title: String
    /// What they differ by, in the platform's words, such as `SIZE/COLOR`.
    public var theme: String

    /// A family.
    public init(parent: String, title: String, theme: String) {
      self.parent = parent
      self.title = title
      self.theme = theme
    }
  }

  /// What it is called.
  public var title: String?
  /// Its description, as the platform takes it.
  public var text: String?
  /// `active`, `draft` or `archived`.
  public var status: String?
  /// What kind of thing it is, in the platform's words; several with a comma and a blank between them.
  public var category: String?
  /// Its variants; a product without choices has one.
  public var variants: [Variant]
  /// What its variants are to belong to; `nil` to leave that as it is.
  public var family: Family?

  /// A product.
  public init(
    title: String? = nil, text: String? = nil, status: String? = nil, category: String? = nil, variants: [Variant] = [],
    family: Family? = nil
  ) {
    self.title = title
    self.text = text
    self.status = status
    self.category = category
    self.variants = variants
    self.family = family
  }
}
