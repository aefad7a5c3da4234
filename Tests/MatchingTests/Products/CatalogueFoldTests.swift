/// Products of stores become materials, are found again, and are told what the other stores have edited.
import Commerce
import Matching
import Testing

@Suite("Folding a catalogue")
struct CatalogueFoldTests {
  private func lamp(_ id: String = "1", sku: String? = "LAMP-1", name: String = "Lamp", price: String = "10.00")
    -> StoreProduct
  {
    .one(id, sku: sku, name: name, price: price)
  }

  @Test("the same SKU in two stores is one material, and an empty one is none")
  func sku() {
    var ledger = ModelLedger()
    ledger.fold([lamp(), .one("2", sku: nil, name: "Chair"), .one("3", sku: " ", name: "Table")], of: "a")
    ledger.fold([lamp("77"), .one("78", sku: nil, name: "Sofa")], of: "b")
    #expect(ledger.book.materials.count == 4)
    #expect(ledger.material("a", "1") == ledger.material("b", "77"))
    #expect(ledger.rule("b", "77") == .sku)
    #expect(ledger.rule("b", "78") == .created)
    #expect(ledger.problems("b").contains { $0.kind == .noSKU && $0.article.product == "78" })
  }

  @Test("a SKU that two articles of a store have finds nothing, and both are named")
  func repeated() {
    var ledger = ModelLedger()
    ledger.fold([lamp()], of: "a")
    ledger.fold([lamp("5"), lamp("6", name: "Another lamp")], of: "b")
    let named = ledger.problems("b").filter { $0.kind == .repeatedSKU }.map(\.article.product)
    #expect(Set(named) == ["5", "6"])
    #expect(ledger.material("b", "5") != ledger.material("a", "1"))
    #expect(ledger.material("b", "6") != ledger.material("a", "1"))
    #expect(ledger.decisions("b") == [])
  }

  @Test("variations that show their product's SKU have none, and the product beside them is no article")
  func inherited() {
    var ledger = ModelLedger()
    ledger.fold([.one("9", sku: "TEE", name: "Tee")], of: "a")
    let variable = StoreProduct(
      product: "20", name: "Tee",
      articles: [
        .init(variant: "", sku: "TEE"), .init(variant: "21", option: "S", sku: "TEE", price: Exact("5")),
        .init(variant: "22", option: "M", sku: "TEE-M", price: Exact("5")),
      ])
    ledger.fold([variable], of: "b")
    #expect(ledger.problems("b").filter { $0.kind == .inheritedSKU }.map(\.article.variant) == ["21"])
    #expect(ledger.material("b", "20", "") == nil)
    #expect(ledger.material("b", "20", "21") != ledger.material("a", "9"))
    #expect(ledger.material("b", "20", "22") != nil)
  }

  @Test("without a SKU the barcode tells; a likeness is only proposed, and waits for a person")
  func barcodeAndProposal() {
    var ledger = ModelLedger()
    var coded = lamp(sku: "A")
    coded.articles[0].barcode = "4006381333931"
    ledger.fold([coded, .one("2", sku: "B", name: "Armchair Oslo")], of: "a")
    var other = lamp("7", sku: nil)
    other.articles[0].barcode = "4006381333931"
    ledger.fold([other, .one("8", sku: nil, name: "ARMCHAIR  Oslo")], of: "b")
    #expect(ledger.rule("b", "7") == .barcode)
    #expect(ledger.material("b", "8") == nil)
    #expect(ledger.problems("b").contains { $0.kind == .proposed && $0.article.product == "8" })
  }

  @Test("what one store edits the other is told, once, and is not told back")
  func edits() {
    var ledger = ModelLedger()
    ledger.fold([lamp()], of: "a")
    ledger.fold([lamp("77")], of: "b")
    ledger.fold([.one("1", sku: "LAMP-1", name: "Lamp", price: "12.00", at: 50)], of: "a")
    ledger.fold([], of: "b")
    let decision = ledger.decisions("b")
    #expect(decision.map(\.product) == ["77"])
    #expect(decision.first?.changes.map(\.field) == [.price])
    #expect(decision.first?.changes.first?.value == "12.00")
    #expect(decision.first?.changes.first?.seen == "10.00")
    // The store has it, and an old record of the other side changes nothing.
    ledger.fold([.one("77", sku: "LAMP-1", name: "Lamp", price: "12.00", at: 60)], of: "b")
    ledger.fold([], of: "a")
    #expect(ledger.decisions("a") == [] && ledger.decisions("b") == [])
  }

  @Test("a value that both changed waits when people decide, keeps both, and closes when they agree")
  func conflict() {
    var ledger = ModelLedger(policy: .manual)
    ledger.fold([lamp()], of: "a")
    ledger.fold([lamp("77")], of: "b")
    ledger.fold([.one("1", sku: "LAMP-1", name: "Lamp of a", price: "11.00", at: 50)], of: "a")
    ledger.fold([.one("77", sku: "LAMP-1", name: "Lamp of b", price: "11.00", at: 70)], of: "b")
    let conflict = ledger.conflicts("b")
    #expect(conflict.map(\.key.field) == [.name])
    #expect(conflict.first?.ledger.value == "Lamp of a" && conflict.first?.store.value == "Lamp of b")
    #expect(ledger.decisions("b") == [])
    ledger.fold([.one("77", sku: "LAMP-1", name: "Lamp of a", price: "11.00", at: 80)], of: "b")
    #expect(ledger.conflicts("b").isEmpty)
  }

  @Test("bad values stay where they are, are named, and the rest is exchanged")
  func flaws() {
    var ledger = ModelLedger()
    ledger.fold([lamp(), .one("2", sku: "B", name: "Chair"), .one("3", sku: "C", name: "Table")], of: "a")
    ledger.fold([lamp("11"), .one("12", sku: "B", name: "Chair"), .one("13", sku: "C", name: "Table")], of: "b")
    ledger.fold(
      [
        .one("1", sku: "LAMP-1", name: "<b>Lamp</b>", price: "9.00", at: 50),
        .one("2", sku: "B", name: "Chair", price: "0", at: 50),
        .one("3", sku: "C", name: "Board", price: "1.234", at: 50),
      ], of: "a")
    #expect(Set(ledger.problems("a").map(\.kind)) == [.markup, .priceOfZero, .priceDecimals])
    ledger.fold([], of: "b")
    let told = ledger.decisions("b").map { "\($0.product ?? "") \($0.changes.map { "\($0.field) \($0.value ?? "")" })" }
    #expect(told == [#"11 ["price 9.00"]"#, #"13 ["name Board"]"#])
  }

  @Test("a variation whose product is not there is said to have lost it, and goes its own way")
  func orphan() {
    var fold = CatalogueFold(
      CatalogueBook(), CatalogueRules(.both, .manual, priceBasis: "EUR gross"), seenAt: 1, nextFamily: 1,
      nextMaterial: 1)
    var orphan = lamp("5")
    orphan.parent = "4"
    fold.fold([orphan], products: ["5"])
    #expect(fold.problems.contains(CatalogueProblem(.lostParent, ArticleKey(product: "5", variant: ""), "4")))
    #expect(fold.book.materials.count == 1)
  }

  @Test("a product that a store lacks is created there with its variants, and not twice")
  func creation() {
    var ledger = ModelLedger()
    let tee = StoreProduct(
      product: "20", name: "Tee", status: "active",
      articles: [
        .init(variant: "1", option: "S", sku: "TEE-S", price: Exact("5")),
        .init(variant: "2", option: "M", sku: "TEE-M", price: Exact("6")), .init(variant: "3", option: "L"),
      ])
    ledger.fold([tee], of: "a")
    ledger.fold([], of: "b")
    let decision = ledger.decisions("b")
    #expect(decision.count == 1 && decision.first?.product == nil)
    #expect(decision.first?.changes.filter { $0.field == .sku }.map(\.value) == ["TEE-S", "TEE-M"])
    #expect(ledger.problems("b").contains { $0.kind == .noSKU })
    ledger.sent("b")
    ledger.fold([], of: "b")
    #expect(ledger.decisions("b") == [])
    let there = StoreProduct(
      product: "x", name: "Tee", status: "active",
      articles: [
        .init(variant: "p", sku: "TEE-S", price: Exact("5")), .init(variant: "q", sku: "TEE-M", price: Exact("6")),
      ])
    ledger.fold([there], of: "b")
    #expect(ledger.material("b", "x", "q") == ledger.material("a", "20", "2"))
    #expect(ledger.decisions("b") == [])
  }

  @Test("what is gone from a store is not created there again, and goes out of sale elsewhere where that is wanted")
  func gone() {
    var ledger = ModelLedger { $0.archivesRemoved = true }
    ledger.fold([lamp()], of: "a")
    ledger.fold([lamp("77")], of: "b")
    ledger.fold([StoreProduct(product: "77", changedAt: 90, articles: [])], of: "b")
    #expect(ledger.decisions("b") == [])
    ledger.fold([], of: "a")
    #expect(ledger.decisions("a").flatMap(\.changes).map(\.field) == [.status])
    #expect(ledger.decisions("a").flatMap(\.changes).map(\.value) == ["archived"])
  }

  @Test("filters keep products out, and prices in another currency are never exchanged")
  func filters() {
    var ledger = ModelLedger { $0.onlyActive = true }
    ledger.fold([lamp(), .one("2", sku: "B", name: "Chair", status: "draft")], of: "a")
    #expect(ledger.book.materials.count == 1)
    ledger.rules["b"]?.priceBasis = "USD net"
    ledger.fold([lamp("77", price: "99.00")], of: "b")
    #expect(ledger.decisions("b") == [] && ledger.conflicts("b").isEmpty)
    ledger.fold([], of: "a")
    #expect(ledger.decisions("a") == [])
  }
}
