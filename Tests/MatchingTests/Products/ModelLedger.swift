/// A ledger in memory that several stores are folded into, as the real one keeps it between runs.
import Commerce
import Matching

struct ModelLedger {
  /// What all stores have in common; the links are those of the store that was folded last.
  private(set) var book = CatalogueBook()
  var rules: [String: CatalogueRules] = [:]
  private var links: [String: CatalogueBook] = [:]
  private var folds: [String: CatalogueFold] = [:]
  /// What each store has told last of its products.
  private var shown: [String: [String: StoreProduct]] = [:]
  private var stock: [Int64: Int64] = [:]
  private let standard: CatalogueRules

  init(policy: ConflictPolicy = .lastWriteWins, _ change: (inout CatalogueRules) -> Void = { _ in }) {
    var rules = CatalogueRules(.both, policy, priceBasis: "EUR gross")
    change(&rules)
    standard = rules
    for store in ["a", "b", "c"] { self.rules[store] = rules }
  }

  /// Folds what a store tells.
  mutating func fold(_ products: [StoreProduct], of store: String, at instant: Int64 = 1_000) {
    var own = links[store] ?? CatalogueBook()
    own.families = book.families
    own.materials = book.materials
    own.stock = stock
    var fold = CatalogueFold(
      own, rules[store] ?? standard, seenAt: instant, nextFamily: (book.families.keys.max() ?? 0) + 1,
      nextMaterial: (book.materials.keys.max() ?? 0) + 1)
    let told = Set(products.map(\.product))
    let again = (shown[store] ?? [:]).values.filter { !told.contains($0.product) }.sorted { $0.product < $1.product }
    fold.fold(products, again: again)
    for product in products { shown[store, default: [:]][product.product] = product }
    links[store] = fold.book
    book.families = fold.book.families
    book.materials = fold.book.materials
    folds[store] = fold
  }

  /// Says how much of each material is in stock, in millionths of a unit.
  mutating func counted(_ stock: [Int64: Int64]) { self.stock = stock }

  /// Notes that the store was told what was decided of products that are to be created.
  mutating func sent(_ store: String) {
    for change in decisions(store).filter({ $0.product == nil }).flatMap(\.changes) {
      if let material = change.material { links[store]?.awaited.insert(material) }
    }
  }

  /// Notes that the store was told what was decided of products that it has, and took it.
  mutating func confirmed(_ store: String) {
    for decision in decisions(store) {
      for change in decision.changes {
        guard let product = decision.product else { continue }
        if change.field == .parent { links[store]?.joined.insert(product) }
        var side = CatalogueBook.Side(change.value)
        side.agreed = .value(change.value)
        if let variant = change.variant {
          links[store]?.articles[ArticleKey(product: product, variant: variant)]?.sides[change.field] = side
        } else {
          links[store]?.products[product]?.sides[change.field] = side
        }
      }
    }
  }

  func material(_ store: String, _ product: String, _ variant: String = "") -> Int64? {
    links[store]?.articles[ArticleKey(product: product, variant: variant)]?.material
  }
  func rule(_ store: String, _ product: String) -> LinkRule? {
    links[store]?.articles[ArticleKey(product: product, variant: "")]?.rule
  }
  func decisions(_ store: String) -> [ProductDecision] { folds[store]?.decisions ?? [] }
  func conflicts(_ store: String) -> [FieldConflict] { folds[store]?.conflicts ?? [] }
  func problems(_ store: String) -> Set<CatalogueProblem> { folds[store]?.problems ?? [] }
}

extension StoreProduct {
  /// A product of one variant.
  static func one(
    _ id: String, sku: String?, name: String, price: String = "10.00", status: String = "active", at: Int64 = 10
  ) -> StoreProduct {
    StoreProduct(
      product: id, name: name, status: status, changedAt: at,
      articles: [Article(variant: "", sku: sku, price: Exact(price))])
  }
}
