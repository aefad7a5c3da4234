/// Deliveries as a real shop sent them.
import Crypto
import Foundation
import Testing

@Suite("Captured deliveries")
struct CapturedDeliveryTests {
  @Test("deliveries captured from a real shop, signed anew by the simulated shop's secret, are all understood")
  func captured() throws {
    let program = try Program()
    let folder = Program.project.appending(path: "Tests/WooCommerceTests/Fixtures/webhooks")
    let key = SymmetricKey(data: Array("q7&T<Zr)2 invented!".utf8))
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".body") {
      let stem = name.dropLast(5)
      let body = try Data(contentsOf: folder.appending(path: name))
      let signature = Data(HMAC<SHA256>.authenticationCode(for: body, using: key)).base64EncodedString()
      let headers = try String(contentsOf: folder.appending(path: "\(stem).headers.txt"), encoding: .utf8)
        .replacing(/X-WC-Webhook-Signature: .+/, with: "x-wc-webhook-SIGNATURE:\(signature)")
      try program.write("spool/\(stem).headers.txt", headers)
      try program.write("spool/\(name)", Array(body))
    }
    let stores = try String(contentsOfFile: program.path("pipelines/stores.json"), encoding: .utf8)
    try program.write(
      "own-stores.json", stores.replacing("https://shop.beispielwaren.example", with: "http://127.0.0.1:8911"))
    let arguments = ["run", "pipelines/woocommerce-webhooks.json", "--quiet", "--stores", "own-stores.json", "--set"]
    let run = try program.start(arguments + ["spool=spool"]).outcome()
    #expect(run.exit == 0, "\(run.text)")
    // Counted in the files by hand: 12 pings, 19 about ten orders, one whose order was gone, and three of other kinds.
    for note in [
      "left out: 12 pings", "left out: 1 deliveries about orders that were gone when they were made",
      "left out: 1 deliveries about inventory and products", "left out: 1 deliveries about customers",
      "left out: 1 deliveries of a topic that no stream has (coupon.created)",
    ] { #expect(run.output.contains(note), "\(note)") }
    #expect(!run.output.contains("delivered before"))
    // As they were captured, they are signed by a secret that this shop does not have.
    let plain = try program.start(arguments + ["spool=\(folder.path)"]).outcome()
    #expect(plain.exit == 5 && plain.output.contains("R1101  23 ×"))
  }
}
