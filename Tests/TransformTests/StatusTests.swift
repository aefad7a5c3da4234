/// What each platform's statuses become, exactly.
import Columns
import Commerce
import Pipeline
import Testing

@Suite("Statuses")
struct StatusTests {
  /// The statuses that a stage makes of the source's words.
  private func map(_ options: String, _ words: [String]) throws -> ([String?], [Refused]) {
    var batch = Batch(lines: words.map { _ in 1 })
    batch.put(OrderKeys.sourceStatus, words)
    var chain = try Chain(#"{ "use": "given" }, { "use": "status", \#(options) }"#)
    let mapped = try chain.run(batch)
    return (mapped.values(OrderKeys.status).map { $0?.name }, mapped.refused)
  }

  @Test(
    "Every status of a platform",
    arguments: [
      (
        "shopify",
        [
          ("pending", "pending"), ("authorized", "pending"), ("partially_paid", "processing"), ("paid", "completed"),
          ("partially_refunded", "completed"), ("refunded", "refunded"), ("voided", "cancelled"),
        ]
      ),
      (
        "woocommerce",
        [
          ("pending", "pending"), ("processing", "processing"), ("completed", "completed"), ("cancelled", "cancelled"),
          ("refunded", "refunded"),
        ]
      ),
      (
        "amazon",
        [("Pending", "pending"), ("Unshipped", "processing"), ("Shipped", "completed"), ("Canceled", "cancelled")]
      ),
    ])
  func platform(name: String, statuses: [(String, String)]) throws {
    let (mapped, refused) = try map(#""preset": "\#(name)""#, statuses.map(\.0))
    #expect(mapped == statuses.map(\.1))
    #expect(refused == [])
  }

  @Test(
    "A word that the platform does not have is refused by its value, a blank too",
    arguments: [
      ("shopify", "on_hold"), ("shopify", "completed"), ("woocommerce", "paid"), ("amazon", "Delivered"),
      ("shopify", ""), ("shopify", "paid "),
    ])
  func unknown(platform: String, word: String) throws {
    for options in ["", #", "otherwise": "reject""#] {
      let (mapped, refused) = try map(#""preset": "\#(platform)"\#(options)"#, [word])
      #expect(mapped == [nil])
      #expect(refused == [Refused("R2303", 0, "source_status", word)])
    }
  }

  @Test("A definition's own words come before the preset's, and leave the rest of it")
  func override() throws {
    let (mapped, refused) = try map(
      #""preset": "shopify", "map": { "pending": "processing", "on_hold": "pending" }"#, ["pending", "on_hold", "paid"])
    #expect(mapped == ["processing", "pending", "completed"])
    #expect(refused == [])
  }

  @Test("Any other status is what \"otherwise\" says, a missing one included")
  func otherwise() throws {
    #expect(try map(#""otherwise": "completed""#, ["paid", ""]).0 == ["completed", "completed"])
    #expect(
      try map(#""map": { "open": "pending" }, "otherwise": "completed""#, ["open", "x"]).0 == ["pending", "completed"])
  }

  @Test("Capitals make no difference")
  func capitals() throws { #expect(try map(#""preset": "woocommerce""#, ["Completed"]).0 == ["completed"]) }

  @Test("A refused document has no status")
  func refusedBefore() throws {
    var batch = Batch(lines: [1, 1])
    batch.put(OrderKeys.sourceStatus, ["paid", "paid"])
    batch.refuse(Refusal("R2101", document: 0))
    var chain = try Chain(#"{ "use": "given" }, { "use": "status", "preset": "shopify" }"#)
    let mapped = try chain.run(batch)
    #expect(mapped.values(OrderKeys.status) == [nil, .completed])
    #expect(mapped.refused.count == 1)
  }

  @Test(
    "What a definition may not say",
    arguments: [
      (#"{ "use": "given" }, { "use": "status" }"#, "maps no status"),
      (#"{ "use": "given" }, { "use": "status", "map": { "paid": "done" } }"#, "cannot be \"done\""),
      (#"{ "use": "given" }, { "use": "status", "preset": "ebay" }"#, "cannot be \"ebay\""),
      (Mapping.stage(#""title": "A""#) + #", { "use": "status", "preset": "shopify" }"#, "source_status"),
    ])
  func mistakes(stages: String, words: String) {
    let compiled = Chain.compile(stages)
    #expect(compiled.valid == nil)
    #expect(compiled.diagnostics.count == 1)
    #expect(compiled.diagnostics.first?.message.contains(words) == true)
  }
}
