/// How limits are written and what they let pass.
import Pipeline
import Testing

@Suite("Limits of rejects")
struct RejectLimitTests {
  @Test(
    "Shares have up to four decimals, counts are whole",
    arguments: [
      ("0.5%", RejectLimit.share(ppm: 5_000), "0.5%"), ("100%", .share(ppm: 1_000_000), "100%"),
      ("0.0001%", .share(ppm: 1), "0.0001%"), ("1.50%", .share(ppm: 15_000), "1.5%"), ("12", .documents(12), "12"),
      ("0%", .share(ppm: 0), "0%"),
    ])
  func read(text: String, limit: RejectLimit, written: String) {
    #expect(RejectLimit(text) == limit)
    #expect(limit.description == written)
  }

  @Test(
    "Anything else is no limit",
    arguments: ["", "%", "-1", "0,5%", "0.5 %", "100.1%", "0.00001%", "1.5", ".5%", "5.%", "1e2", "+1", "٣"])
  func refuse(text: String) { #expect(RejectLimit(text) == nil) }

  @Test("A limit is exceeded by the first document beyond it")
  func exceeded() {
    #expect(!RejectLimit.share(ppm: 5_000).isExceeded(rejected: 5, of: 1_000))
    #expect(RejectLimit.share(ppm: 5_000).isExceeded(rejected: 6, of: 1_000))
    #expect(!RejectLimit.documents(2).isExceeded(rejected: 2, of: 2))
    #expect(RejectLimit.documents(2).isExceeded(rejected: 3, of: .max))
    #expect(RejectLimit.none.isExceeded(rejected: 1, of: 1))
    #expect(!RejectLimit.share(ppm: 1_000_000).isExceeded(rejected: .max, of: .max))
  }
}
