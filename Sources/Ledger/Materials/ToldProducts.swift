/// What a store has told of its products since the materials were last made of them.
import Commerce
import GRDB
import Matching

struct ToldProducts {
  private let database: Database
  private let store: Int64

  init(store: Int64, _ database: Database) {
    self.store = store
    self.database = database
  }

  /// What runs are folded into.
  enum Purpose: String { case materials, stock }

  /// The published runs of an entity that were not folded yet, in order.
  ///
  /// - Parameter purpose: what they are folded into; products tell of materials, and some of stock too.
  func runs(_ entity: Entity, for purpose: Purpose) throws -> [Int64] {
    try Int64.fetchAll(
      database,
      sql: """
        SELECT r.id FROM runs r WHERE r.store_id = ? AND r.entity = ? AND r.status = 'published'
          AND NOT EXISTS (SELECT 1 FROM sync_folds f WHERE f.run_id = r.id AND f.purpose = ?) ORDER BY r.id
        """, arguments: [store, entity.rawValue, purpose.rawValue])
  }

  /// Notes that runs were folded.
  func note(_ runs: [Int64], for purpose: Purpose) throws {
    for run in runs {
      try database.execute(sql: "INSERT INTO sync_folds VALUES (?, ?)", arguments: [run, purpose.rawValue])
    }
  }

  /// The products that the runs have changed, as they are now.
  func products(of runs: [Int64], currency: Currency) throws -> [StoreProduct] {
    runs.isEmpty ? [] : try products("d.run_id IN (\(Self.list(runs)))", currency)
  }

  /// The products that the runs have not changed, as they were told last.
  ///
  /// - Parameter onlyOpen: only those with articles that are linked to no material.
  func products(otherThan runs: [Int64], onlyOpen: Bool, currency: Currency) throws -> [StoreProduct] {
    let open = """
      EXISTS (SELECT 1 FROM variants v WHERE v.document_id = d.id AND NOT EXISTS (
        SELECT 1 FROM article_links l WHERE l.store_id = d.store_id AND l.product = d.external_id
          AND l.variant = iif(v.variant_id IS NULL OR v.variant_id = d.external_id, '', v.variant_id))
        AND NOT (coalesce(v.variant_id, d.external_id) = d.external_id AND EXISTS (
          SELECT 1 FROM variants x WHERE x.document_id = v.document_id AND x.line_no <> v.line_no)))
      """
    return try products(
      "d.run_id NOT IN (\(Self.list(runs))) AND d.title IS NOT NULL\(onlyOpen ? " AND \(open)" : "")", currency)
  }

  private func products(_ condition: String, _ currency: Currency) throws -> [StoreProduct] {
    let documents = try Statement(
      """
      SELECT d.id, d.external_id, d.parent, d.title, d.description, d.status, d.category, d.updated_at, d.currency
      FROM products d JOIN runs r ON r.id = d.run_id AND r.status = 'published'
      WHERE d.store_id = ?1 AND d.is_current = 1 AND \(condition) ORDER BY d.external_id
      """, database)
    let lines = try Statement(
      """
      SELECT variant_id, article, options, sku, barcode, price, stock FROM variants WHERE document_id = ?1 ORDER BY line_no
      """, database)
    documents.bind(1, store)
    var products: [StoreProduct] = []
    while try documents.next() {
      var product = StoreProduct(product: documents.string(1), articles: [])
      product.parent = documents.text(2)
      product.name = documents.text(3)
      product.description = documents.text(4)
      product.status = documents.whole(5).map { ProductStatus(stored: Int32(truncatingIfNeeded: $0)).name }
      product.category = documents.text(6)
      product.changedAt = documents.whole(7)
      let isOtherCurrency = documents.text(8).map { $0 != currency.code } ?? false
      lines.bind(1, documents.integer(0))
      while try lines.next() {
        // A product that is gone is told of as one of nothing.
        if product.name == nil, lines.text(0) == nil, lines.text(3) == nil, lines.whole(5) == nil { continue }
        product.articles.append(
          StoreProduct.Article(
            variant: Self.variant(lines.string(0), of: product), article: lines.text(1), option: lines.text(2),
            sku: lines.text(3), barcode: lines.text(4),
            price: isOtherCurrency ? nil : lines.whole(5).map { Exact(millionths: $0) },
            stock: lines.whole(6).map { Exact(millionths: $0) }))
      }
      products.append(product)
    }
    return products
  }

  /// A variant that is named as its product is the product itself.
  private static func variant(_ id: String, of product: StoreProduct) -> String { id == product.product ? "" : id }

  /// SKU and barcode of the articles of all products that the runs have not changed.
  func otherCodes(than runs: [Int64]) throws -> [(sku: String?, barcode: String?)] {
    let rows = try Statement(
      """
      SELECT l.sku, l.barcode FROM products d JOIN runs r ON r.id = d.run_id AND r.status = 'published'
      JOIN variants l ON l.document_id = d.id
      WHERE d.store_id = ?1 AND d.is_current = 1 AND d.run_id NOT IN (\(Self.list(runs)))
        AND (l.sku IS NOT NULL OR l.barcode IS NOT NULL)
        AND (coalesce(l.variant_id, '') <> ''
          OR NOT EXISTS (SELECT 1 FROM variants x WHERE x.document_id = l.document_id AND x.line_no <> l.line_no))
      """, database)
    rows.bind(1, store)
    var codes: [(sku: String?, barcode: String?)] = []
    while try rows.next() { codes.append((rows.text(0), rows.text(1))) }
    return codes
  }

  /// The ids of all products of the store, by which variations find their product.
  func ids() throws -> Set<String> {
    Set(
      try String.fetchAll(
        database,
        sql: """
          SELECT d.external_id FROM products d JOIN runs r ON r.id = d.run_id AND r.status = 'published'
          WHERE d.store_id = ? AND d.is_current = 1
          """, arguments: [store]))
  }

  private static func list(_ runs: [Int64]) -> String { runs.map(String.init).joined(separator: ", ") }
}
