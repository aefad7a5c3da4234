import Columns
import Commerce
import Matching
import Pipeline
import Platforms

/// Looks at what a shop has now of what it is to be told, by the same mapping that the pipeline reads it with.
struct ShopReading {
  private let door: ShopDoor
  private let transforms: [any TransformStage]
  private let columns: [String]
  private let traits: PlatformTraits

  init(_ door: ShopDoor, _ context: DeliveryContext, _ traits: PlatformTraits) {
    self.door = door
    self.traits = traits
    transforms = context.transforms
    columns = context.sourceColumns
  }

  /// What the shop has of the products or articles that entries are about.
  func current(_ entries: [OutboxEntry]) async throws(RunFailure) -> ShopState {
    var state = ShopState()
    var ids: [String] = []
    for entry in entries {
      switch entry.content {
      case .product(let decision):
        if let product = decision.product { ids.append(product) }
      case .stock(let article, let place, _, _):
        // What the seller sends on Amazon is told with the listing, and no list of stock has it.
        if place == "DEFAULT" { continue }
        ids.append(traits.countsByProduct ? String(article.prefix { $0 != "/" }) : article)
      }
    }
    var seen: Set<String> = []
    ids = ids.filter { seen.insert($0).inserted }
    guard !ids.isEmpty else { return state }
    state.asked = Set(ids)
    var stages = transforms
    do throws(PlatformFailure) {
      var pull = try await door.adapter.pull(door.stream, ids: ids, columns: columns)
      while let page = try await pull.next() {
        var batch = page.batch
        for index in stages.indices { try await apply(&stages[index], to: &batch) }
        state.take(batch)
      }
    } catch {
      throw RunFailure(pushing: error)
    }
    return state
  }

  private func apply(_ stage: inout any TransformStage, to batch: inout Batch) async throws(PlatformFailure) {
    do throws(RunFailure) {
      try await stage.prepare(for: batch)
      try stage.apply(to: &batch)
    } catch {
      throw PlatformFailure(
        .unexpectedAnswer, store: "", error.message, remedy: error.remedy, mayRetry: false)
    }
  }
}

/// What a shop has at one moment.
struct ShopState {
  /// The ids that the shop was asked for.
  var asked: Set<String> = []
  private var products: Set<String> = []
  private var values: [Place: String] = [:]
  private var levels: [String: Int64] = [:]
  /// The SKUs of the variants of products.
  private var skus: [String: Set<String>] = [:]

  private struct Place: Hashable {
    var product: String
    var variant: String
    var field: MaterialField
  }

  /// What is to be done with an entry.
  enum Judgement {
    /// Nothing: that became of it.
    case verdict(OutboxVerdict)
    /// Send it, without what the shop has already.
    case send(OutboxEntry)
  }

  /// Takes what a page tells.
  mutating func take(_ batch: Batch) {
    let text = batch.text
    func string(_ range: TextRange?) -> String { range.map { text.string($0) } ?? "" }
    if batch.has(InventoryKeys.available) {
      let (articles, places, available) = (
        batch[InventoryKeys.article], batch[InventoryKeys.place], batch[InventoryKeys.available]
      )
      for line in 0..<batch.lineCount {
        guard let units = available[line] else { continue }
        levels["\(string(articles[line]))@\(string(places[line]))"] = units.millionths
      }
      return
    }
    let (ids, titles, descriptions, statuses) = (
      batch[ProductKeys.externalID], batch[ProductKeys.title], batch[ProductKeys.description],
      batch[ProductKeys.status]
    )
    let categories = batch.has(ProductKeys.category) ? batch[ProductKeys.category] : nil
    let parents = batch.has(ProductKeys.parent) ? batch[ProductKeys.parent] : nil
    let (variants, codes, barcodes, prices) = (
      batch[ProductKeys.variantID], batch[ProductKeys.sku], batch[ProductKeys.barcode], batch[ProductKeys.price]
    )
    for document in 0..<batch.documentCount {
      let product = string(ids[document])
      products.insert(product)
      func note(_ field: MaterialField, _ variant: String, _ value: String?) {
        values[Place(product: product, variant: variant, field: field)] = ProductValues.text(value)
      }
      note(.name, "", string(titles[document]))
      note(.description, "", string(descriptions[document]))
      note(.status, "", statuses[document]?.name)
      note(.category, "", categories.map { string($0[document]) })
      for line in batch.lines(of: document) {
        let id = string(variants[line])
        let variant = id == product ? "" : id
        note(.sku, variant, string(codes[line]))
        // A product that is its own article has no variant yet, and that article becomes one with the first of them.
        if !variant.isEmpty { skus[product, default: []].insert(string(codes[line])) }
        note(.barcode, variant, string(barcodes[line]))
        note(.price, variant, prices[line].map { $0.description(decimals: 2) })
        note(.parent, variant, parents.map { string($0[document]) })
      }
    }
  }

  /// What is to be done with an entry.
  func judge(_ entry: OutboxEntry) -> Judgement {
    switch entry.content {
    case .product(let decision):
      guard let product = decision.product else { return .send(entry) }
      return judge(entry, decision, product)
    case .stock(let article, let place, let seen, let level):
      guard place != "DEFAULT" else { return .send(entry) }
      guard let now = levels["\(article)@\(place)"] else {
        // What the ledger has created there is not counted before it is told.
        guard seen != nil else { return .send(entry) }
        return .verdict(OutboxVerdict(entry.number, .gone, "the shop no longer counts it there"))
      }
      let units = now / StockSettlement.unit
      if units == level { return .verdict(OutboxVerdict(entry.number, .confirmed, "it has it already")) }
      if let seen, units != seen {
        return .verdict(OutboxVerdict(entry.number, .stale, "it is \(units) by now, and was \(seen)", level: units))
      }
      return .send(entry)
    }
  }

  private func judge(_ entry: OutboxEntry, _ decision: ProductDecision, _ product: String) -> Judgement {
    guard products.contains(product) else {
      return .verdict(OutboxVerdict(entry.number, .gone, "the shop no longer has it"))
    }
    var open = decision
    open.changes = []
    // What variants differ by is told with what they belong to, and not looked at by itself.
    for change in decision.changes where change.field != .theme {
      // A variant that is to be made is nowhere yet, unless an answer got lost.
      if let material = change.material, change.variant == nil {
        let sku = decision.changes.first { $0.material == material && $0.field == .sku }?.value
        if !(skus[product] ?? []).contains(sku ?? "") { open.changes.append(change) }
        continue
      }
      let now = values[Place(product: product, variant: change.variant ?? "", field: change.field)]
      if isSame(now, change.value, change.field) { continue }
      // What a decision rests on is in the ledger's words of categories, and the shop has its own.
      guard change.field == .category || isSame(now, change.seen, change.field) else {
        return .verdict(
          OutboxVerdict(entry.number, .stale, "\(change.field.rawValue) has changed in the shop since"))
      }
      open.changes.append(change)
    }
    if open.changes.contains(where: { $0.field == .parent }) {
      open.changes += decision.changes.filter { $0.field == .theme }
    }
    if open.changes.isEmpty { return .verdict(OutboxVerdict(entry.number, .confirmed, "it has it already")) }
    var entry = entry
    entry.content = .product(open)
    return .send(entry)
  }

  private func isSame(_ one: String?, _ other: String?, _ field: MaterialField) -> Bool {
    if field == .price, let one, let other { return Exact(one) == Exact(other) }
    return one == other
  }
}
