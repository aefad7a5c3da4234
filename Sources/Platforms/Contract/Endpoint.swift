/// Where a connector's requests go.
///
/// It is the platform's own host, unless the settings `host` and `scheme` of the store's entry name another, such as that
/// of a simulated platform. Credentials leave this machine only encrypted: `http` is for hosts of this machine.
public struct Endpoint: Sendable, Equatable {
  /// `https`, or `http` for a host of this machine.
  public let scheme: String
  /// Host, with port where it has one.
  public let authority: String

  /// The host that the store's entry names, or the usual one.
  ///
  /// - Parameter setting: the setting that names the host.
  /// - Throws: ``PlatformFailure/Kind/refusedRequest`` when credentials would go over a network unencrypted.
  public init(_ access: StoreAccess, usual: String, setting: String = "host") throws(PlatformFailure) {
    authority = access.settings[setting] ?? usual
    scheme = access.settings["scheme"] ?? "https"
    switch scheme {
    case "https": break
    case "http" where Self.isOfThisMachine(authority): break
    case "http":
      throw PlatformFailure(
        .refusedRequest, store: access.store, "the credentials would go to \(authority) without encryption",
        remedy: "take \"scheme\" out of the store's connector settings; http is for 127.0.0.1 only", mayRetry: false)
    default:
      throw PlatformFailure(
        .refusedRequest, store: access.store, "the setting \"scheme\" cannot be \"\(scheme)\"",
        remedy: "give https, or http for a host of this machine", mayRetry: false)
    }
  }

  /// Whether a host, with or without a port, is this machine by its address.
  private static func isOfThisMachine(_ authority: String) -> Bool {
    let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } : authority.prefix { $0 != ":" }
    return host == "127.0.0.1" || host == "localhost" || host == "[::1"
  }
}
