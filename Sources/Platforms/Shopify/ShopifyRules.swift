/// What Shopify's answers mean.
import Formats
import HTTPTypes
import Platforms

/// Reads answers of the Admin API, REST and GraphQL.
struct ShopifyRules: AnswerRules {
  func verdict(on answer: PlatformResponse, to request: PlatformRequest) -> AnswerVerdict {
    switch answer.head.status.code {
    case 200..<300: return good(answer, request)
    case 301, 302, 303, 307, 308: return redirect(answer)
    case 401:
      return .failed(
        .badCredentials, "Shopify does not accept the access token" + said(answer),
        remedy: "make a new token in the shop's admin, under Apps, and set the secret \"access_token\"")
    case 402:
      return .failed(
        .unknownShop, "the shop is frozen, as its owner owes Shopify money",
        remedy: "ask the shop's owner to settle the account with Shopify")
    case 403:
      return .failed(
        .missingPermission, "the access token may not do this" + said(answer),
        remedy: "grant the scope in the app's configuration, then install it again")
    case 404: return missing(answer, request)
    case 423:
      return .failed(
        .unknownShop, "the shop is locked" + said(answer), remedy: "ask the shop's owner to contact Shopify")
    case 429: return .wait(milliseconds: retryAfter(answer))
    case 430:
      return .failed(
        .refusedRequest, "Shopify took the request for an attack" + said(answer),
        remedy: "slow down, and ask Shopify why if it goes on")
    case 409, 408: return .again(.platformFault, "Shopify answered \(answer.head.status.code)" + said(answer))
    case 500...: return .again(.platformFault, "Shopify answered \(answer.head.status.code)" + said(answer))
    default:
      return .failed(
        .refusedRequest, "Shopify refused the request with \(answer.head.status.code)" + said(answer),
        remedy: "check the setting \"api_version\" and what is to be sent")
    }
  }

  // MARK: Answers that look good

  private func good(_ answer: PlatformResponse, _ request: PlatformRequest) -> AnswerVerdict {
    if ShopifyErrors.isPage(answer.body) {
      return .again(.unexpectedAnswer, "Shopify answered with a page for people instead of data")
    }
    if request.operation.hasPrefix("graphql") { return ShopifyCost.verdict(on: answer) }
    guard request.operation != "bulk.download" else { return .good }
    guard let last = answer.body.last(where: { $0 > 0x20 }) else {
      return request.head.method == .get ? .again(.unexpectedAnswer, "Shopify's answer is empty") : .good
    }
    guard last == UInt8(ascii: "}") || last == UInt8(ascii: "]") else {
      return .again(.unexpectedAnswer, "Shopify's answer breaks off after \(answer.body.count) bytes")
    }
    return .good
  }

  // MARK: Answers that do not

  /// A shop that moved or was closed sends elsewhere; data never comes from there.
  private func redirect(_ answer: PlatformResponse) -> AnswerVerdict {
    let target = answer.head.headerFields[.location].map { "to \(host($0))" } ?? "elsewhere"
    return .failed(
      .unknownShop,
      "Shopify sends \(target) with \(answer.head.status.code): this is not the shop's address, or it is closed",
      remedy: "write the shop's .myshopify.com address as \"shop\" in the stores file")
  }

  /// The host of a link, without a query that might hold a key.
  private func host(_ link: String) -> String {
    let rest = link.split(separator: "//", maxSplits: 1).last.map(String.init) ?? link
    return String(rest.prefix { $0 != "/" && $0 != "?" })
  }

  /// A list that is not there is a passing fault of Shopify's; a shop or a record that is not there is not.
  private func missing(_ answer: PlatformResponse, _ request: PlatformRequest) -> AnswerVerdict {
    if request.operation.hasSuffix(".list") {
      return .again(.unexpectedAnswer, "Shopify answered 404 where a list should be" + said(answer))
    }
    if request.operation == "shop.get" || request.operation == "access_scopes.get" {
      return .failed(
        .unknownShop, "there is no such shop" + said(answer),
        remedy: "check \"shop\" in the stores file: the .myshopify.com address counts")
    }
    return .failed(
      .refusedRequest, "Shopify knows no such record" + said(answer),
      remedy: "check the id; an order of more than 60 days ago needs the scope read_all_orders")
  }

  private func said(_ answer: PlatformResponse) -> String {
    if let sentence = ShopifyErrors.sentence(answer.body) { return ": \(sentence)" }
    return ShopifyErrors.isPage(answer.body) ? ", with a page for people" : ""
  }

  /// Shopify writes seconds as a decimal, such as `2.0`.
  private func retryAfter(_ answer: PlatformResponse) -> Int64? {
    guard let text = answer.head.headerFields[.retryAfter] else { return nil }
    let parts = text.split(separator: ".", maxSplits: 1)
    guard let whole = parts.first.flatMap({ Int64($0) }), (0...3_600).contains(whole) else { return nil }
    let tenths = parts.count > 1 ? parts[1].first.flatMap { Int64(String($0)) } ?? 0 : 0
    return whole * 1_000 + tenths * 100
  }
}
