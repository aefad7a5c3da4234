/// The `Link` field of a page: where the next one is.
import Platforms

/// Finds the next page in a `Link` field.
enum ShopifyLink {
  /// The `page_info` of the link whose relation is `next`; `nil` at the end.
  static func next(_ field: String?) -> String? {
    guard let field else { return nil }
    for link in field.split(separator: ",") {
      let parts = link.split(separator: ";")
      guard parts.dropFirst().contains(where: { relation($0) == "next" }), let address = parts.first,
        let question = address.firstIndex(of: "?")
      else { continue }
      let query = address[address.index(after: question)...].prefix { $0 != ">" }
      return PercentCoding.parameters(query).first { $0.0 == "page_info" }?.1
    }
    return nil
  }

  private static func relation(_ part: Substring) -> String? {
    let text = part.drop { $0 == " " }
    guard text.lowercased().hasPrefix("rel=") else { return nil }
    return text.dropFirst(4).filter { $0 != "\"" && $0 != " " }.lowercased()
  }
}
