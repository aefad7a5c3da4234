/// When stock is low, and how bad that is.
import Pipeline
import Testing

@Suite("Rules of low stock")
struct LowStockRulesTests {
  private var rules: LowStockRules {
    var settings = Store.Settings()
    settings.lowStockSKUs = ["MUG-*": 4, "MUG-BLUE-*": 6, "MUG-BLUE-1": 9, "*": 2]
    settings.lowStockPlaces = ["17": 5, "Berlin": 20]
    return LowStockRules(settings)
  }

  @Test("a SKU of its own counts before a pattern, and the longest pattern before others")
  func thresholds() {
    #expect(rules.threshold(sku: "MUG-BLUE-1") == 9)
    #expect(rules.threshold(sku: "MUG-BLUE-2") == 6)
    #expect(rules.threshold(sku: "MUG-RED") == 4)
    #expect(rules.threshold(sku: "LAMP") == 2)
    #expect(rules.threshold(sku: nil) == 10)
    #expect(LowStockRules(Store.Settings()).threshold(sku: "LAMP") == 10)
  }

  @Test("a place is known by its id or its name")
  func places() {
    #expect(rules.threshold(place: "17", name: "Hamburg") == 5)
    #expect(rules.threshold(place: "18", name: "Berlin") == 20)
    #expect(rules.threshold(place: "18", name: nil) == nil)
  }

  @Test("nothing left is critical, and so is what lasts three days; what lasts more than a fortnight is no warning")
  func severity() {
    func severity(_ stock: Int64, _ sold: Int64?) -> LowStockRules.Severity {
      rules.severity(stock: stock * 1_000_000, sold: sold.map { $0 * 1_000_000 })
    }
    #expect(severity(0, 28) == .critical && severity(-3, nil) == .critical)
    #expect(severity(3, 28) == .critical && severity(4, 28) == .warning)
    #expect(severity(14, 28) == .warning && severity(15, 28) == .info)
    #expect(severity(1, 0) == .warning && severity(1, nil) == .warning)
    #expect(rules.daysOfCover(stock: 7_000_000, sold: 14_000_000) == 14)
    #expect(rules.daysOfCover(stock: -7_000_000, sold: 14_000_000) == 0)
    #expect(rules.daysOfCover(stock: .max, sold: 1) == .max && rules.daysOfCover(stock: 1, sold: 0) == nil)
  }

  @Test(
    "a star stands for any characters, also for none",
    arguments: [
      ("*", "", true), ("*", "any", true), ("a*", "a", true), ("a*", "ba", false), ("*-de", "shop-de", true),
      ("a*a", "a", false), ("a*a", "aa", true), ("a*b*c", "a-b-b-c", true), ("a*b*c", "a-c-b", false),
      ("plain", "plain", true), ("plain", "plain1", false), ("a**b", "ab", true),
    ])
  func patterns(pattern: String, name: String, fits: Bool) {
    #expect(NamePattern(pattern).matches(name) == fits)
  }
}
