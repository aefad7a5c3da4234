/// The payments of single orders.
import Formats
import Platforms

extension ShopifyShop {
  /// The payments of an order, where the setting `transactions` asks for them, or gift cards have paid a part: an order names
  /// the gateways and not how much each has paid. One request an order.
  func payments(of order: JSONElement, _ payload: Payload) async throws(PlatformFailure) -> OrderPayments? {
    let gateways = payload.json[order, key: "payment_gateway_names"]
    guard access.settings["transactions"] == "true" || payload.hasGiftCardPart(gateways),
      let id = payload.json[order, key: "id"].flatMap({ payload.integer($0) })
    else { return nil }
    let request = requests.get("transactions.list", "orders/\(id)/transactions.json", [("limit", "250")])
    let answer = try await read(request)
    let list = try value("transactions", answer, request)
    var own = Payload(answer.payload)
    return OrderPayments(list, &own)
  }
}
