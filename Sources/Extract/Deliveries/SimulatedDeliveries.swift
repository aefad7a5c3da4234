import Commerce
import Crypto
import Formats
public import Pipeline
import Platforms

/// What the simulated shop of a definition would deliver, in the forms of a spool.
public struct SimulatedDeliveries: Sendable {
  private let deliveries: [WebhookDelivery]

  /// The deliveries about the orders that changed last; `nil` where the definition reads none of a simulated shop.
  public init?(_ pipeline: CompiledPipeline, latest count: Int) {
    let stages = pipeline.extracts.compactMap { $0 as? DeliveriesStage }
    guard let deliveries = stages.lazy.compactMap({ $0.simulatedDeliveries(latest: count) }).first else { return nil }
    self.deliveries = deliveries
  }

  /// How many there are.
  public var count: Int { deliveries.count }

  /// All of them as lines of JSON.
  public var lines: [UInt8] {
    var writer = JSONWriter()
    for delivery in deliveries {
      writer.object { writer in
        if let received = delivery.receivedAt {
          writer.key("received_at")
          writer.string(Instant(seconds: received).description)
        }
        writer.key("headers")
        writer.object { writer in
          for field in delivery.fields {
            writer.key(field.name)
            writer.string(field.value)
          }
        }
        writer.key("body")
        writer.string(Base64.encode(delivery.body))
      }
      writer.endLine()
    }
    return writer.takeBytes()
  }

  /// All of them as files of a folder, in the order in which they are to be written: a body before its header fields.
  public var files: [(name: String, bytes: [UInt8])] {
    deliveries.enumerated().flatMap { number, delivery in
      let topic = delivery.fields.first { $0.name.lowercased().hasSuffix("topic") }?.value ?? "delivery"
      let word = String(topic.map { $0.isLetter || $0.isNumber ? $0 : "-" })
      let digits = String(number + 1)
      // The same name is the same delivery, in whichever folder.
      let digest = SHA256.hash(data: delivery.body).prefix(3).map { String($0, radix: 16) }.joined()
      let name = String(repeating: "0", count: max(0, 5 - digits.count)) + "\(digits)-\(word)-\(digest)"
      var fields = delivery.fields.map { "\($0.name): \($0.value)\n" }.joined()
      if let received = delivery.receivedAt { fields += "Received-At: \(Instant(seconds: received))\n" }
      return [("\(name).body", delivery.body), ("\(name).headers.txt", Array(fields.utf8))]
    }
  }
}
