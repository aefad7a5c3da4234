/// What people ask for through a platform: noted when its webhook is read, and seen to by a command.
import Crypto
import Formats
import Foundation
import GRDB
import Testing

@Suite("Requests about personal data")
struct PersonalRequestTests {
  private let program: Program
  private static let shop = "beispielwaren-de.myshopify.com"

  init() throws {
    program = try Program()
    #expect(try program.run("run", "pipelines/shopify-webhooks.json", "--quiet").exit == 0)
    // The shipped deliveries have one, about somebody of whom the shop's orders tell nothing.
    #expect(try program.run("privacy", "requests", "carry-out", "1", "--yes").output.contains("nothing is held"))
  }

  /// A delivery as a receiver keeps it, signed as the simulated shop signs.
  private func line(_ topic: String, _ id: String, _ body: String) -> String {
    let key = SymmetricKey(data: Array("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".utf8))
    let signature = Data(HMAC<SHA256>.authenticationCode(for: Array(body.utf8), using: key)).base64EncodedString()
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("received_at", "2024-07-01T08:00:00Z")
      writer.key("headers")
      writer.object { writer in
        writer.member("X-Shopify-Topic", topic)
        writer.member("X-Shopify-Shop-Domain", Self.shop)
        writer.member("X-Shopify-Webhook-Id", id)
        writer.member("X-Shopify-Hmac-Sha256", signature)
      }
      writer.member("body_text", body)
    }
    return String(decoding: writer.takeBytes(), as: UTF8.self)
  }

  private func read(_ lines: [String]) throws -> Outcome {
    try program.write("spool.jsonl", lines.joined(separator: "\n") + "\n")
    return try program.run("run", "pipelines/shopify-webhooks.json", "--quiet", "--set", "spool=spool.jsonl")
  }

  /// A customer's number, with what the platform would say of the person.
  private func somebody() throws -> (number: String, person: String, email: String) {
    for number in 1...20 {
      let shown = try program.json("customers", "show", "\(number)", "--show-values")
      if let id = shown["today"]?["source_id"]?.string, let email = shown["today"]?["email"]?.string {
        return ("\(number)", #"{"id":\#(id),"email":"\#(email)","phone":null}"#, email)
      }
    }
    throw Nobody()
  }

  /// No customer has an id and an address.
  private struct Nobody: Error {}

  @Test("a redaction of somebody who stands in refused documents alone empties them, and the person is remembered")
  func redactRefused() throws {
    let export = try ShopifyExport(orders: 2).changing(0, ["Financial Status": "on_hold"])
    try program.write(
      "orders.csv", export.changing(1, ["Financial Status": "on_hold", "Email": "else@example.org"]).text)
    try program.define(
      "shopify-orders", ("samples/shopify/orders-2024-79col.csv.gz", "orders.csv"), ("0.5%", "100%"))
    #expect(try program.run("run", "own.json", "--quiet").exit == 5)
    let person = #"{"id":4711,"email":"ZACHARIAS@example.org","phone":null}"#
    _ = try read([line("customers/redact", "r-9", #"{"shop_id":1,"customer":\#(person),"orders_to_redact":[]}"#)])
    let trial = try program.json("privacy", "requests", "carry-out")
    #expect(trial.column("customers") == ["[]"] && trial.column("rejects") != ["[]"], "\(trial.line)")
    let done = try program.json("privacy", "requests", "carry-out", "--yes")
    #expect(done.column("reason") == ["erased: 2 refused documents"], "\(done.line)")
    #expect(try program.rows("SELECT 1 FROM rejects WHERE raw IS NOT NULL AND entity = 'orders'").isEmpty)
    try program.write("again.csv", export.changing(0, ["Notes": "x"]).changing(1, ["Notes": "x"]).text)
    try program.define("shopify-orders", ("samples/shopify/orders-2024-79col.csv.gz", "again.csv"), ("0.5%", "100%"))
    #expect(try program.run("run", "own.json", "--quiet").exit == 5)
    #expect(try program.run("customers", "export", "zacharias@example.org").exit == 2)
    #expect(try program.rows("SELECT 1 FROM rejects WHERE raw IS NOT NULL AND entity = 'orders'").isEmpty)
  }

  @Test("a redaction waits, tells whom it is about by number alone, and is carried out by a command, once")
  func redact() throws {
    let (number, person, email) = try somebody()
    let body = #"{"shop_id":1,"shop_domain":"\#(Self.shop)","customer":\#(person),"orders_to_redact":[]}"#
    let delivery = line("customers/redact", "r-1", body)
    let run = try read([delivery, delivery, line("shop/redact", "r-2", #"{"shop_id":1}"#)])
    #expect(run.exit == 0, "\(run.text)")
    #expect(run.output.contains("shopledger privacy requests lists them"))
    let listed = try program.json("privacy", "requests")
    #expect(listed.column("kind") == ["erasure", "shop_erasure"])
    #expect(listed.column("customers") == ["[\(number)]", "[]"])
    #expect(listed.column("received_at")[0] == "2024-07-01T08:00:00Z")
    #expect(listed.column("due_at")[0] == "2024-07-31T08:00:00Z")
    let text = try program.run("privacy", "requests")
    #expect(!text.text.contains("@") && text.output.contains("erasure"))

    let trial = try program.run("privacy", "requests", "carry-out")
    #expect(trial.output.contains("request 2: would erase customer \(number)"))
    #expect(try program.run("customers", "show", email).exit == 0)
    #expect(try program.run("privacy", "requests", "carry-out", "3", "--yes").messages.contains("E8901"))

    let done = try program.json("privacy", "requests", "carry-out", "--yes")
    #expect(done.column("status") == ["done"] && done.column("reason") == ["erased: customer \(number)"])
    #expect(try program.run("customers", "show", email).exit == 2)
    let keys = try program.rows("SELECT source_key, email_key FROM personal_requests WHERE id = 2")
    #expect(keys.first?["source_key"] as Int64? == nil && keys.first?["email_key"] as Int64? == nil)
    #expect(try program.run("privacy", "requests", "carry-out", "--yes").output == "no request is open\n")
    #expect(try program.run("privacy", "requests", "carry-out", "2", "--yes").exit == 2)

    let closed = try program.json("privacy", "requests", "close", "3", "--reason", "the shop is ours")
    #expect(closed.column("status") == ["closed"])
    #expect(try program.json("privacy", "requests").column("request") == [])
    #expect(try program.json("privacy", "requests", "list", "--all").column("status") == ["done", "done", "closed"])
    let events = try program.json("audit").column("event")
    #expect(events.filter { $0 == "personal_data_settled" }.count == 3 && events.contains("customer_erased"))
    #expect(try program.run("verify").exit == 0)
  }

  @Test("a settled request is exported with the person whom it is about, and forgotten when the person is erased")
  func settled() throws {
    let (number, person, email) = try somebody()
    let access = #"{"customer":\#(person),"orders_requested":[],"data_request":{"id":7}}"#
    #expect(try read([line("customers/data_request", "r-4", access)]).exit == 0)
    #expect(try program.run("privacy", "requests", "close", "2", "--reason", "sent by post").exit == 0)
    let export = try JSONText.parse(Array(program.run("customers", "export", email).output.utf8))
    let requests = try #require(export["requests"])
    #expect(requests.column("status") == ["closed"], "\(requests.line)")
    #expect(requests.column("reason") == ["sent by post"])
    #expect(requests.column("kind") == ["access"] && requests.column("settled_at").first?.hasPrefix("20") == true)
    let other = number == "1" ? "2" : "1"
    let stranger = try JSONText.parse(Array(program.run("customers", "export", other).output.utf8))
    #expect(stranger["requests"]?.elements?.isEmpty == true)
    #expect(try program.json("privacy", "requests", "list", "--all").column("customers").last == "[\(number)]")
    #expect(try program.run("customers", "erase", email, "--yes").exit == 0)
    let keys = "SELECT 1 FROM personal_requests WHERE coalesce(source_key, email_key, phone_key) IS NOT NULL"
    #expect(try program.rows(keys).isEmpty)
    #expect(try program.json("privacy", "requests", "list", "--all").column("status") == ["done", "closed"])
  }

  @Test("a request about somebody who is not known is carried out with nothing, and one for access is closed")
  func unknown() throws {
    let (number, person, _) = try somebody()
    let stranger = #"{"customer":{"id":999999,"email":"nobody.at.all@example.org","phone":null}}"#
    let access = #"{"customer":\#(person),"orders_requested":[],"data_request":{"id":7}}"#
    #expect(
      try read([line("customers/redact", "r-3", stranger), line("customers/data_request", "r-4", access)]).exit == 0)
    #expect(try program.json("privacy", "requests").column("customers") == ["[]", "[\(number)]"])
    let done = try program.json("privacy", "requests", "carry-out", "--yes")
    #expect(done.column("reason") == ["nothing is held"])
    #expect(try program.run("privacy", "requests", "close", "3", "--reason", "sent").exit == 0)
    #expect(try program.run("privacy", "requests", "close", "3", "--reason", "sent").exit == 2)
    for name in ["", ".keys"] {
      let file = try #require(FileManager.default.contents(atPath: program.ledgerPath + name))
      #expect(file.range(of: Data("nobody.at.all".utf8)) == nil)
    }
  }
}
