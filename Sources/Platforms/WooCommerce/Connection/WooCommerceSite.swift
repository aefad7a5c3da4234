import Platforms

/// Where a shop's REST interface is, and how addresses in it are written.
struct WooCommerceSite: Sendable, Equatable {
  /// How WordPress finds the interface.
  enum Routes: String, Sendable {
    /// By the path `/wp-json/`, which needs permalinks.
    case pretty
    /// By the parameter `rest_route` of the front page, which always works.
    case query
  }

  /// `http` or `https`.
  let scheme: String
  /// Host, with port where the address has one.
  let authority: String
  /// The folder of WordPress, such as `/shop`; empty for the root.
  let folder: String
  /// How the interface is found.
  var routes: Routes

  /// The site at an address such as `https://shop.example/store`; `nil` when it is no web address.
  ///
  /// Without a scheme it is `https`. A path from `/wp-json` on, a query and user names are taken off: they are no part of
  /// the shop's address, and the last may be secret.
  init?(_ address: String, routes: Routes = .pretty) {
    var rest = Substring(address)
    if let range = rest.firstRange(of: "://") {
      scheme = rest[..<range.lowerBound].lowercased()
      rest = rest[range.upperBound...]
    } else {
      scheme = "https"
    }
    guard scheme == "https" || scheme == "http" else { return nil }
    rest = rest.prefix { $0 != "?" && $0 != "#" }
    let host = rest.prefix { $0 != "/" }
    authority = String(host.split(separator: "@").last ?? "").lowercased()
    guard !authority.isEmpty, !authority.contains(" ") else { return nil }
    var path = String(rest.dropFirst(host.count))
    if let range = path.firstRange(of: "/wp-json") { path = String(path[..<range.lowerBound]) }
    while path.hasSuffix("/") { path.removeLast() }
    folder = path
    self.routes = routes
  }

  /// Whether the connection is encrypted, so that key and secret may be sent.
  var isEncrypted: Bool { scheme == "https" }

  /// The path of a route such as `/wc/v3/orders`, with its query.
  func path(_ route: String, _ query: [(name: String, value: String)] = []) -> String {
    switch routes {
    case .pretty:
      let path = "\(folder)/wp-json\(route)"
      return query.isEmpty ? path : "\(path)?\(PercentCoding.query(query))"
    case .query:
      return "\(folder)/?\(PercentCoding.query([("rest_route", route)] + query))"
    }
  }
}
