/// Which products take part, which a store is given, and which categories they are in.
import Commerce
import Matching
import Testing

@Suite("Filters, categories and variants of a catalogue")
struct CatalogueRulesTests {
  private func mug(
    _ id: String, sku: String, category: String? = nil, status: String = "active", stock: String? = nil
  ) -> StoreProduct {
    var product = StoreProduct.one(id, sku: sku, name: "Mug \(sku)", status: status)
    product.category = category
    product.articles[0].stock = stock.flatMap { Exact($0) }
    return product
  }

  /// A product with a variant for each SKU.
  private func tee(_ id: String, _ skus: String...) -> StoreProduct {
    StoreProduct(
      product: id, name: "Tee", status: "active",
      articles: skus.enumerated().map { place, sku in
        .init(variant: "\(id)-\(place)", option: "Size \(place)", sku: sku, price: Exact("5"))
      })
  }

  @Test("each store has its own words of a category, and is told in its own")
  func words() {
    var ledger = ModelLedger()
    ledger.rules["a"]?.categoryWords = ["Elektronik": "Electronics", "Im Angebot": "Sale"]
    ledger.fold(
      [mug("1", sku: "A", category: "Elektronik, Im Angebot"), mug("2", sku: "B", category: "Haus")], of: "a")
    ledger.fold([mug("11", sku: "A", category: "Electronics"), mug("12", sku: "B", category: "Haus")], of: "b")
    let categories = ledger.book.families.keys.sorted().map { ledger.book.families[$0]?.values[.category]?.value }
    #expect(categories == ["Electronics, Sale", "Haus"])
    ledger.fold(
      [mug("12", sku: "B", category: "Sale")].map {
        var product = $0; product.changedAt = 50; return product
      }, of: "b")
    ledger.fold([], of: "a")
    #expect(ledger.decisions("a").flatMap(\.changes).map(\.value) == ["Im Angebot"])
  }

  @Test("categories that differ from the start stay as they are; what one store edits later, the others are told")
  func firstMeeting() {
    var ledger = ModelLedger()
    ledger.fold([mug("1", sku: "A", category: "Kitchen, Sale"), mug("2", sku: "B", category: "Garden")], of: "a")
    ledger.fold([mug("11", sku: "A", category: "Kitchen"), mug("12", sku: "B", category: "Garden")], of: "b")
    #expect(ledger.decisions("b") == [] && ledger.conflicts("b").isEmpty)
    var moved = mug("2", sku: "B", category: "Terrace")
    moved.changedAt = 50
    ledger.fold([moved], of: "a")
    ledger.fold([], of: "b")
    #expect(ledger.decisions("b").flatMap(\.changes).map(\.value) == ["Terrace"])
    #expect(ledger.decisions("b").map(\.product) == ["12"])
  }

  @Test("only products of the categories take part, and none is made elsewhere of others")
  func categories() {
    var ledger = ModelLedger()
    ledger.rules["a"]?.categories = ["Kitchen"]
    ledger.fold(
      [mug("1", sku: "A", category: "Sale, Kitchen"), mug("2", sku: "B", category: "Garden"), mug("3", sku: "C")],
      of: "a")
    #expect(ledger.book.materials.count == 1)
    ledger.fold([mug("12", sku: "B", category: "Garden")], of: "c")
    ledger.rules["b"]?.categories = ["Garden"]
    ledger.fold([], of: "b")
    #expect(ledger.decisions("b").flatMap(\.changes).filter { $0.field == .sku }.map(\.value) == ["B"])
  }

  @Test("a filter is asked of products that have not changed too, and one that is left out now is left alone")
  func changedFilter() {
    var ledger = ModelLedger()
    ledger.rules["a"]?.categories = ["Kitchen"]
    ledger.fold([mug("1", sku: "A", category: "Kitchen"), mug("2", sku: "B", category: "Garden")], of: "a")
    #expect(ledger.material("a", "1") != nil && ledger.material("a", "2") == nil)
    ledger.rules["a"]?.categories = []
    ledger.fold([], of: "a")
    #expect(ledger.material("a", "2") != nil)
    ledger.rules["a"]?.categories = ["Garden"]
    var edited = mug("11", sku: "A", category: "Kitchen")
    edited.changedAt = 50
    edited.articles[0].price = Exact("12")
    ledger.fold([edited, mug("12", sku: "B", category: "Garden")], of: "b")
    ledger.fold([], of: "a")
    #expect(ledger.decisions("a") == [] && ledger.problems("a").isEmpty && ledger.material("a", "1") != nil)
    ledger.rules["a"]?.categories = []
    ledger.fold([], of: "a")
    #expect(ledger.decisions("a").flatMap(\.changes).map(\.value) == ["12.00"])
  }

  @Test("an article that an option left out is taken as soon as the option says so, and its product is not read again")
  func changedOption() {
    var ledger = ModelLedger()
    ledger.fold([tee("1", "S"), mug("2", sku: "A")], of: "a")
    ledger.rules["a"]?.createsMissing = false
    ledger.fold([tee("1", "S", "M"), mug("3", sku: "C")], of: "a")
    #expect(ledger.material("a", "1", "1-1") == nil && ledger.material("a", "3") == nil)
    var renamed = tee("11", "S")
    (renamed.name, renamed.changedAt) = ("Shirt", 5_000)
    ledger.fold([renamed], of: "b")
    ledger.fold([], of: "a")
    #expect(ledger.decisions("a").flatMap(\.changes).map(\.value) == ["Shirt"])
    ledger.confirmed("a")
    ledger.rules["a"]?.createsMissing = true
    ledger.fold([], of: "a")
    #expect(ledger.material("a", "1", "1-1") != nil && ledger.material("a", "3") != nil)
    // What the store showed before it was told otherwise is no edit of the store.
    #expect(ledger.decisions("a") == [])
    #expect(ledger.book.families.values.compactMap { $0.values[.name]?.value }.sorted() == ["Mug A", "Mug C", "Shirt"])
  }

  @Test("where a category or a status means something else, the ledger's decides")
  func unread() {
    var ledger = ModelLedger()
    ledger.fold(
      [mug("1", sku: "A", category: "Kitchen"), mug("2", sku: "B", category: "Kitchen", status: "archived")], of: "a")
    ledger.rules["b"]?.unread = [.category, .status]
    ledger.rules["b"]?.fields = [.category: .none, .status: .none]
    ledger.rules["b"]?.onlyActive = true
    ledger.rules["b"]?.categories = ["Kitchen"]
    // Amazon calls every listing a product, and what is out of stock cannot be bought.
    ledger.fold(
      [mug("A", sku: "A", category: "PRODUCT", status: "draft"), mug("B", sku: "B", category: "PRODUCT")], of: "b")
    #expect(ledger.material("b", "A") != nil && ledger.material("b", "B") == nil)
  }

  @Test("a product that is no longer to be sold, where a store cannot be told that, is named")
  func stillOnSale() {
    var ledger = ModelLedger { $0.archivesRemoved = true }
    ledger.rules["b"]?.unread = [.status]
    ledger.rules["b"]?.fields = [.status: .none]
    ledger.fold([mug("1", sku: "A")], of: "a")
    ledger.fold([mug("A", sku: "A")], of: "b")
    #expect(ledger.problems("b").isEmpty)
    ledger.fold([StoreProduct(product: "1", changedAt: 90, articles: [])], of: "a")
    ledger.fold([], of: "b")
    #expect(ledger.problems("b").map(\.kind) == [.stillOnSale] && ledger.decisions("b") == [])
  }

  @Test("where each variant is a listing, those of a family are told once what they belong to, if a theme is given")
  func joining() {
    var ledger = ModelLedger { $0.listsVariantsApart = true }
    ledger.rules["a"]?.listsVariantsApart = false
    ledger.fold([tee("1", "T-S", "T-M")], of: "a")
    func listing(_ sku: String, parent: String? = nil) -> StoreProduct {
      var listing = mug(sku, sku: sku)
      listing.parent = parent
      return listing
    }
    func told(_ store: String = "b") -> [[String?]] {
      ledger.decisions(store).compactMap { decision in
        let told = decision.changes.filter { [.sku, .parent, .theme].contains($0.field) }.map(\.value)
        return told.isEmpty ? nil : [decision.product] + told
      }
    }
    ledger.fold([listing("T-S")], of: "b")
    #expect(ledger.problems("b").map(\.kind) == [.noTheme, .noTheme] && told() == [[nil, "T-M"]])
    ledger.rules["b"]?.themes = ["": "SIZE"]
    ledger.fold([], of: "b")
    let parent = "T-S-FAMILY"
    #expect(told() == [[nil, "T-M", parent, "SIZE"], ["T-S", parent, "SIZE"]] && ledger.problems("b").isEmpty)
    ledger.fold([listing("T-S", parent: "OWN-1"), listing("T-M")], of: "b")
    #expect(told() == [["T-M", "OWN-1", "SIZE"]])
    ledger.confirmed("b")
    ledger.fold([], of: "b")
    #expect(told().isEmpty)
    // What Amazon's catalogue has put together is not the seller's to add to.
    ledger.fold([listing("T-S", parent: "B0ABCDEF12"), listing("T-M")], of: "c")
    ledger.rules["c"]?.themes = ["": "SIZE"]
    ledger.fold([], of: "c")
    #expect(ledger.problems("c").map(\.kind) == [.foreignParent] && told("c").isEmpty)
  }

  @Test("what has too little stock takes no part, and is not made elsewhere")
  func stock() {
    var ledger = ModelLedger()
    ledger.rules["a"]?.minimumStock = 2_000_000
    ledger.fold([mug("1", sku: "A", stock: "1"), mug("2", sku: "B", stock: "2")], of: "a")
    #expect(ledger.book.materials.count == 1)
    ledger.rules["b"]?.minimumStock = 3_000_000
    ledger.fold([], of: "b")
    #expect(ledger.decisions("b") == [])
    ledger.counted([1: 3_000_000])
    ledger.fold([], of: "b")
    #expect(ledger.decisions("b").count == 1)
  }

  @Test("a store that can add variants is given the one that it lacks, with what sets it apart")
  func growing() {
    var ledger = ModelLedger { $0.growing = .remaking }
    ledger.fold([tee("1", "T-S", "T-M"), mug("2", sku: "CUP")], of: "a")
    ledger.fold([tee("11", "T-S", "T-M"), mug("12", sku: "CUP")], of: "b")
    var cup = tee("2", "CUP", "CUP-RED")
    cup.name = "Mug CUP"
    cup.articles[0].variant = ""
    ledger.fold([tee("1", "T-S", "T-M", "T-L"), cup], of: "a")
    ledger.fold([], of: "b")
    func skus(_ product: String) -> [String?] {
      ledger.decisions("b").filter { $0.product == product }.flatMap(\.changes).filter { $0.field == .sku }.map(\.value)
    }
    #expect(skus("11") == ["T-L"])
    #expect(ledger.decisions("b").first.map { Array($0.options.values) } == ["Size 2"])
    // A product that never had variants is told its own article too, which becomes the first of them.
    #expect(skus("12") == ["CUP", "CUP-RED"] && ledger.problems("b").isEmpty)
    ledger.rules["b"]?.growing = .all
    ledger.fold([], of: "b")
    #expect(skus("11") == ["T-L"] && skus("12") == ["CUP-RED"])
    ledger.rules["b"]?.updatesExisting = false
    ledger.fold([], of: "b")
    #expect(ledger.decisions("b") == [])
  }

  @Test("a product that is about to get its first variations, and has no article meanwhile, loses nothing")
  func halfMade() {
    var ledger = ModelLedger()
    ledger.fold([mug("1", sku: "CUP")], of: "a")
    let before = ledger.material("a", "1")
    var bare = mug("1", sku: "CUP")
    bare.changedAt = 50
    (bare.articles[0].sku, bare.articles[0].price) = (nil, nil)
    ledger.fold([bare], of: "a")
    let values = ledger.book.materials[before ?? 0]?.values
    #expect(values?[.sku]?.value == "CUP" && values?[.price]?.value != nil && ledger.decisions("a") == [])
    ledger.fold([tee("1", "CUP", "CUP-2")], of: "a")
    #expect(ledger.material("a", "1", "1-0") == before && ledger.book.materials.count == 2)
  }

  @Test("an article that comes back under another id is the same material")
  func firstVariations() {
    var ledger = ModelLedger()
    ledger.fold([mug("1", sku: "CUP")], of: "a")
    let before = ledger.material("a", "1")
    ledger.fold([tee("1", "CUP", "CUP-2")], of: "a")
    #expect(ledger.material("a", "1", "1-0") == before)
    #expect(ledger.book.materials.count == 2)
    #expect(ledger.problems("a").isEmpty)
  }
}
