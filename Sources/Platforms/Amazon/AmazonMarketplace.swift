/// The marketplaces of Amazon that the connector knows: where each is asked and what its prices are.
///
/// Source: the marketplace ids page of Amazon's developer documentation, and the public clients that copy it.
public struct AmazonMarketplace: Sendable, Hashable {
  /// Amazon's id of it, such as `A1PA6795UKMFR9`.
  public let id: String
  /// ISO 3166 code of its country.
  public let country: String
  /// The name that orders give as their sales channel, such as `Amazon.de`.
  public let name: String
  /// ISO 4217 code of its currency.
  public let currency: String
  /// The part of the world whose host answers for it.
  public let region: AmazonRegion
  /// Whether item prices contain the tax, as they do wherever VAT or GST is shown to consumers in the price.
  public let pricesIncludeTax: Bool
  /// IANA name of the time zone in which its reports count days.
  public let timeZone: String

  /// The title of tax that Amazon collects and remits in its own name.
  public static let withheldTaxTitle = "Marketplace facilitator tax"

  /// The marketplaces, by country.
  public static let all: [AmazonMarketplace] = [
    AmazonMarketplace("ATVPDKIKX0DER", "US", "Amazon.com", "USD", .northAmerica, false, "America/Los_Angeles"),
    AmazonMarketplace("A2EUQ1WTGCTBG2", "CA", "Amazon.ca", "CAD", .northAmerica, false, "America/Los_Angeles"),
    AmazonMarketplace("A1F83G8C2ARO7P", "GB", "Amazon.co.uk", "GBP", .europe, true, "Europe/London"),
    AmazonMarketplace("A1PA6795UKMFR9", "DE", "Amazon.de", "EUR", .europe, true, "Europe/Berlin"),
    AmazonMarketplace("A13V1IB3VIYZZH", "FR", "Amazon.fr", "EUR", .europe, true, "Europe/Paris"),
    AmazonMarketplace("APJ6JRA9NG5V4", "IT", "Amazon.it", "EUR", .europe, true, "Europe/Rome"),
    AmazonMarketplace("A1RKKUPIHCS9HS", "ES", "Amazon.es", "EUR", .europe, true, "Europe/Madrid"),
    AmazonMarketplace("A1805IZSGTT6HS", "NL", "Amazon.nl", "EUR", .europe, true, "Europe/Amsterdam"),
    AmazonMarketplace("A39IBJ37TRP1C6", "AU", "Amazon.com.au", "AUD", .farEast, true, "Australia/Sydney"),
    AmazonMarketplace("A1AM78C64UM0Y8", "MX", "Amazon.com.mx", "MXN", .northAmerica, true, "America/Los_Angeles"),
    AmazonMarketplace("A2Q3Y263D00KWC", "BR", "Amazon.com.br", "BRL", .northAmerica, true, "America/Sao_Paulo"),
    AmazonMarketplace("AMEN7PMS3EDWL", "BE", "Amazon.com.be", "EUR", .europe, true, "Europe/Brussels"),
    AmazonMarketplace("A2NODRKZP88ZB9", "SE", "Amazon.se", "SEK", .europe, true, "Europe/Stockholm"),
    AmazonMarketplace("A1C3SOZRARQ6R3", "PL", "Amazon.pl", "PLN", .europe, true, "Europe/Warsaw"),
    AmazonMarketplace("A28R8C7NBKEWEA", "IE", "Amazon.ie", "EUR", .europe, true, "Europe/Dublin"),
    AmazonMarketplace("A33AVAJ2PDY3EV", "TR", "Amazon.com.tr", "TRY", .europe, true, "Europe/Istanbul"),
    AmazonMarketplace("A2VIGQ35RCS4UG", "AE", "Amazon.ae", "AED", .europe, true, "Asia/Dubai"),
    AmazonMarketplace("A17E79C6D8DWNP", "SA", "Amazon.sa", "SAR", .europe, true, "Asia/Riyadh"),
    AmazonMarketplace("ARBP9OOSHTCHU", "EG", "Amazon.eg", "EGP", .europe, true, "Africa/Cairo"),
    AmazonMarketplace("A21TJRUUN4KGV", "IN", "Amazon.in", "INR", .europe, true, "Asia/Kolkata"),
    AmazonMarketplace("AE08WJ6YKNBMC", "ZA", "Amazon.co.za", "ZAR", .europe, true, "Africa/Johannesburg"),
    AmazonMarketplace("A1VC38T7YXB528", "JP", "Amazon.co.jp", "JPY", .farEast, true, "Asia/Tokyo"),
    AmazonMarketplace("A19VAU5U5O7RUS", "SG", "Amazon.sg", "SGD", .farEast, true, "Asia/Singapore"),
  ]

  /// The marketplace of a country code, an id or a name, capitals or not; `UK` is `GB`.
  public static func named(_ text: String) -> AmazonMarketplace? {
    let word = text.uppercased()
    return all.first { $0.country == word || $0.id == word || $0.name.uppercased() == word }
      ?? (word == "UK" ? named("GB") : nil)
  }

  /// Whether orders older than two years can be had: Singapore, Japan and Australia give them from 2016 on.
  public var keepsOldOrders: Bool { region == .farEast }

  private init(
    _ id: String, _ country: String, _ name: String, _ currency: String, _ region: AmazonRegion,
    _ pricesIncludeTax: Bool, _ timeZone: String
  ) {
    self.id = id
    self.country = country
    self.name = name
    self.currency = currency
    self.region = region
    self.pricesIncludeTax = pricesIncludeTax
    self.timeZone = timeZone
  }
}

/// The parts of the world by which Amazon divides its interface.
public enum AmazonRegion: String, Sendable, Hashable {
  /// Canada, the United States, Mexico and Brazil.
  case northAmerica = "na"
  /// Europe, the Middle East, Africa and India.
  case europe = "eu"
  /// Japan, Australia and Singapore.
  case farEast = "fe"

  /// The host that answers.
  public var host: String { "sellingpartnerapi-\(rawValue).amazon.com" }

  /// The region of Amazon Web Services that signatures name.
  public var signingRegion: String {
    switch self {
    case .northAmerica: "us-east-1"
    case .europe: "eu-west-1"
    case .farEast: "us-west-2"
    }
  }
}
