/// One fold of a store's products into the materials, from the tables and back.
import Commerce
import GRDB
import Matching
import Pipeline

struct CatalogueFolding {
  private let order: CatalogueOrder
  private let database: Database
  private let outbox: OutboxRows

  init(_ order: CatalogueOrder, _ database: Database) {
    self.order = order
    self.database = database
    outbox = OutboxRows(database)
  }

  func fold() throws -> SyncTally {
    guard let store = try StoreNumber.of(order.store, database) else { return SyncTally() }
    let rows = CatalogueRows(store: store, database)
    let told = ToldProducts(store: store, database)
    let runs = try told.runs(.products, for: .materials)
    let products = try told.products(of: runs, currency: order.currency)
    let book = try rows.load(withStock: order.rules.minimumStock != nil)
    var fold = CatalogueFold(
      book, order.rules, seenAt: order.at, nextFamily: (book.families.keys.max() ?? 0) + 1,
      nextMaterial: (book.materials.keys.max() ?? 0) + 1)
    let ids = order.rules.listsVariantsApart ? nil : try told.ids()
    // Filters are asked of every product each time; without any, only what is linked to nothing may take part by now.
    let isFiltered = order.rules.isFiltered || book.products.values.contains { !$0.isWanted }
    let again = try told.products(otherThan: runs, onlyOpen: !isFiltered, currency: order.currency)
    fold.fold(products, again: again, others: try told.otherCodes(than: runs), products: ids)
    try rows.save(fold.book, fold.changed)
    try told.note(runs, for: .materials)
    try endCreations(store, fold.book)
    try outbox.decide(
      fold.decisions.map(Self.decision), store: store, .products, run: order.run, at: order.at)
    try ConflictRows(store: store, database).keep(fold.conflicts, at: order.at)
    try save(proposals: fold.proposals, store)
    let problems = ProblemRows(store: store, .products, database)
    let looked = products + again.filter { book.products[$0.product] == nil }
    try problems.keep(fold.problems, of: looked.map(\.product), at: order.at)
    return try tally(fold, products.count, materialsBefore: book.materials.count, store, problems)
  }

  private static func decision(_ decision: ProductDecision) -> OutboxRows.Decision {
    let isJoining = decision.product != nil && decision.changes.first?.field == .parent
    var key = "\(isJoining ? "family" : "update")/\(decision.product ?? "")"
    // Variants that are to be made are a thing of their own, beside what else is told of their product.
    let new = Set(decision.changes.filter { $0.variant == nil }.compactMap(\.material)).sorted().map(String.init)
    if !new.isEmpty {
      let owner = decision.product.map { "add/\($0)" } ?? "create/\(decision.family)"
      key = "\(owner)/\(new.joined(separator: ","))"
    }
    return OutboxRows.Decision(
      key: key, product: decision.product, family: decision.family, changes: decision.changes)
  }

  /// Products that were to be created and whose answer was lost: those that were seen since are there.
  private func endCreations(_ store: Int64, _ book: CatalogueBook) throws {
    let linked = Set(book.articles.values.map(\.material))
    for entry in try outbox.open(store: store, .products) {
      guard entry.isInDoubt, case .product(let decision) = entry.content, decision.product == nil else { continue }
      let materials = Set(decision.changes.compactMap(\.material))
      if materials.isSubset(of: linked) {
        try outbox.end(entry.number, as: "confirmed", answer: "seen in the store", at: order.at)
      }
    }
  }

  private func save(proposals: Set<LinkProposal>, _ store: Int64) throws {
    try database.execute(sql: "DELETE FROM link_proposals WHERE store_id = ?", arguments: [store])
    for proposal in proposals {
      try database.executeRepeatedly(
        sql: "INSERT INTO link_proposals VALUES (?, ?, ?, ?)",
        arguments: [store, proposal.article.product, proposal.article.variant, proposal.material])
    }
  }

  private func tally(
    _ fold: CatalogueFold, _ told: Int, materialsBefore: Int, _ store: Int64, _ problems: ProblemRows
  ) throws -> SyncTally {
    var tally = SyncTally()
    tally.told = Int64(told)
    tally.materials = Int64(fold.book.materials.count - materialsBefore)
    tally.conflicts = Int64(fold.conflicts.count)
    tally.waiting = Int64(try outbox.open(store: store, .products).count)
    tally.problems = try problems.counts()
    return tally
  }
}
