/// Loads what the ledger knows of materials and of one store, and writes back what a fold has changed.
import Columns
import GRDB
import Matching

struct CatalogueRows {
  private let database: Database
  private let store: Int64

  init(store: Int64, _ database: Database) {
    self.store = store
    self.database = database
  }

  // MARK: Loading

  /// - Parameter withStock: whether the stock of materials is asked for.
  func load(withStock: Bool) throws -> CatalogueBook {
    var book = CatalogueBook()
    try loadMaterials(&book)
    if withStock {
      let stock = try Statement("SELECT material_id, sum(quantity) FROM material_stock GROUP BY material_id", database)
      while try stock.next() { book.stock[stock.integer(0)] = stock.integer(1) }
    }
    try loadLinks(&book)
    let awaited = """
      SELECT DISTINCT c.material_id FROM outbox o JOIN outbox_changes c ON c.outbox_id = o.id
      WHERE o.store_id = ?1 AND c.variant IS NULL AND o.entity = 'products' AND c.material_id IS NOT NULL
        AND o.status IN ('sent', 'confirmed')
        AND NOT EXISTS (SELECT 1 FROM article_links l WHERE l.store_id = ?1 AND l.material_id = c.material_id)
      """
    book.awaited = Set(try Int64.fetchAll(database, sql: awaited, arguments: [store]))
    book.joined = Set(
      try String.fetchAll(
        database,
        sql: """
          SELECT product FROM outbox WHERE store_id = ? AND key >= 'family/' AND key < 'family0' AND status = 'confirmed'
          """, arguments: [store]))
    for row in try Row.fetchAll(
      database, sql: "SELECT product, variant, material_id FROM link_proposals WHERE store_id = ?", arguments: [store])
    {
      book.proposals.insert(
        LinkProposal(article: ArticleKey(product: row[0], variant: row[1]), material: row[2]))
    }
    for row in try Row.fetchAll(
      database, sql: "SELECT product, variant FROM link_decisions WHERE store_id = ? AND material_id IS NULL",
      arguments: [store])
    {
      book.decidedNew.insert(ArticleKey(product: row[0], variant: row[1]))
    }
    return book
  }

  private func loadMaterials(_ book: inout CatalogueBook) throws {
    let families = try Statement("SELECT id FROM material_families", database)
    while try families.next() { book.families[families.integer(0)] = CatalogueBook.Family() }
    let materials = try Statement("SELECT id, family_id, option, price_basis FROM materials ORDER BY id", database)
    while try materials.next() {
      let (id, family) = (materials.integer(0), materials.integer(1))
      book.materials[id] = CatalogueBook.Material(
        family: family, option: materials.text(2), priceBasis: materials.text(3))
      book.families[family]?.materials.append(id)
    }
    let own = try Statement("SELECT family_id, field, value, changed_at FROM family_values", database)
    while try own.next() {
      guard let field = MaterialField(rawValue: own.string(1)) else { continue }
      book.families[own.integer(0)]?.values[field] = FieldMerge.Told(own.text(2), at: own.whole(3))
    }
    let values = try Statement("SELECT material_id, field, value, changed_at FROM material_values", database)
    while try values.next() {
      guard let field = MaterialField(rawValue: values.string(1)) else { continue }
      book.materials[values.integer(0)]?.values[field] = FieldMerge.Told(values.text(2), at: values.whole(3))
    }
  }

  private func loadLinks(_ book: inout CatalogueBook) throws {
    let products = try Statement(
      "SELECT product, family_id, parent, is_gone, is_wanted FROM product_links WHERE store_id = ?1", database)
    products.bind(1, store)
    while try products.next() {
      var link = CatalogueBook.ProductLink(family: products.integer(1), parent: products.text(2))
      link.isGone = products.integer(3) == 1
      link.isWanted = products.integer(4) == 1
      book.products[products.string(0)] = link
    }
    let articles = try Statement(
      "SELECT product, variant, material_id, rule, article, is_gone FROM article_links WHERE store_id = ?1", database)
    articles.bind(1, store)
    while try articles.next() {
      var link = CatalogueBook.ArticleLink(
        material: articles.integer(2), rule: LinkRule(rawValue: articles.string(3)) ?? .created,
        article: articles.text(4))
      link.isGone = articles.integer(5) == 1
      book.articles[ArticleKey(product: articles.string(0), variant: articles.string(1))] = link
    }
    let columns = "x.field, x.seen, x.changed_at, x.agreed, x.has_agreed, x.is_withheld"
    let own = try Statement(
      """
      SELECT \(columns), l.product FROM product_links l JOIN product_sides x ON x.link_id = l.id WHERE l.store_id = ?1
      """, database)
    own.bind(1, store)
    while try own.next() {
      guard let field = MaterialField(rawValue: own.string(0)) else { continue }
      book.products[own.string(6)]?.sides[field] = own.side()
    }
    let sides = try Statement(
      """
      SELECT \(columns), l.product, l.variant FROM article_links l JOIN article_sides x ON x.link_id = l.id
      WHERE l.store_id = ?1
      """, database)
    sides.bind(1, store)
    while try sides.next() {
      guard let field = MaterialField(rawValue: sides.string(0)) else { continue }
      book.articles[ArticleKey(product: sides.string(6), variant: sides.string(7))]?.sides[field] = sides.side()
    }
  }

  // MARK: Saving

  /// Writes what a fold has changed.
  func save(_ book: CatalogueBook, _ changed: CatalogueFold.Changed) throws {
    try saveMaterials(book, changed)
    let product = try Statement(
      """
      INSERT INTO product_links (store_id, product, family_id, parent, is_gone, is_wanted) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT DO UPDATE SET family_id = ?3, parent = ?4, is_gone = ?5, is_wanted = ?6 RETURNING id
      """, database)
    let productSides = try SideRows("product_sides", database)
    for id in changed.products.sorted() {
      guard let link = book.products[id] else { continue }
      product.bind(1, store)
      product.bind(2, copying: id)
      product.bind(3, link.family)
      product.bind(4, copying: link.parent)
      product.bind(5, Int64(link.isGone ? 1 : 0))
      product.bind(6, Int64(link.isWanted ? 1 : 0))
      try productSides.write(link.sides, link: product.returned())
    }
    let article = try Statement(
      """
      INSERT INTO article_links (store_id, product, variant, material_id, rule, article, is_gone)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      ON CONFLICT DO UPDATE SET material_id = ?4, rule = ?5, article = ?6, is_gone = ?7 RETURNING id
      """, database)
    let articleSides = try SideRows("article_sides", database)
    for key in changed.articles.sorted() {
      guard let link = book.articles[key] else { continue }
      article.bind(1, store)
      article.bind(2, copying: key.product)
      article.bind(3, copying: key.variant)
      article.bind(4, link.material)
      article.bind(5, copying: link.rule.rawValue)
      article.bind(6, copying: link.article)
      article.bind(7, Int64(link.isGone ? 1 : 0))
      try articleSides.write(link.sides, link: article.returned())
    }
  }

  private func saveMaterials(_ book: CatalogueBook, _ changed: CatalogueFold.Changed) throws {
    let family = try Statement("INSERT INTO material_families (id) VALUES (?1) ON CONFLICT DO NOTHING", database)
    let own = try Statement("INSERT OR REPLACE INTO family_values VALUES (?1, ?2, ?3, ?4)", database)
    for id in changed.families.sorted() {
      family.bind(1, id)
      try family.run()
      for (field, told) in book.families[id]?.values ?? [:] { try own.write(id, field, told) }
    }
    let material = try Statement(
      """
      INSERT INTO materials (id, family_id, option, price_basis) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT DO UPDATE SET family_id = ?2, option = ?3, price_basis = ?4
      """, database)
    let values = try Statement("INSERT OR REPLACE INTO material_values VALUES (?1, ?2, ?3, ?4)", database)
    for id in changed.materials.sorted() {
      guard let known = book.materials[id] else { continue }
      material.bind(1, id)
      material.bind(2, known.family)
      material.bind(3, copying: known.option)
      material.bind(4, copying: known.priceBasis)
      try material.run()
      for (field, told) in known.values { try values.write(id, field, told) }
    }
  }
}

/// Writes what stores say beside what was agreed on.
private struct SideRows {
  private let insert: Statement

  init(_ table: String, _ database: Database) throws {
    insert = try Statement("INSERT OR REPLACE INTO \(table) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", database)
  }

  func write(_ sides: [MaterialField: CatalogueBook.Side], link: Int64) throws {
    for (field, side) in sides {
      insert.bind(1, link)
      insert.bind(2, copying: field.rawValue)
      insert.bind(3, copying: side.seen)
      insert.bind(4, side.at ?? Int64.missing)
      switch side.agreed {
      case .nothing:
        insert.bind(5, copying: String?.none)
        insert.bind(6, Int64(0))
      case .value(let value):
        insert.bind(5, copying: value)
        insert.bind(6, Int64(1))
      }
      insert.bind(7, Int64(side.isWithheld ? 1 : 0))
      try insert.run()
    }
  }
}

extension Statement {
  /// The text in a column; `nil` for NULL and where it is empty.
  func text(_ column: Int32) -> String? {
    let text = string(column)
    return text.isEmpty ? nil : text
  }
  /// The whole number in a column; `nil` for NULL.
  func whole(_ column: Int32) -> Int64? {
    let value = integer(column)
    return value == .missing ? nil : value
  }

  /// The number that an INSERT … RETURNING gives.
  fileprivate func returned() throws -> Int64 {
    guard try next() else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
    let number = integer(0)
    _ = try next()
    return number
  }

  fileprivate func write(_ owner: Int64, _ field: MaterialField, _ told: FieldMerge.Told) throws {
    bind(1, owner)
    bind(2, copying: field.rawValue)
    bind(3, copying: told.value)
    bind(4, told.at ?? Int64.missing)
    try run()
  }

  /// What a store says, in the first six columns.
  fileprivate func side() -> CatalogueBook.Side {
    var side = CatalogueBook.Side(text(1), at: whole(2))
    if integer(4) == 1 { side.agreed = .value(text(3)) }
    side.isWithheld = integer(5) == 1
    return side
  }
}
