import Columns
import Commerce
import Matching
import Pipeline
import Platforms

/// One push: entries are looked at in the shop, noted as sent, sent, and noted with what became of them, some at a time.
struct PushRun {
  private let door: ShopDoor
  private let desk: any MaterialDesk
  private let reading: ShopReading
  private let traits: PlatformTraits
  private let instant: Int64
  private var outcomes: [OutboxVerdict.Outcome: Int64] = [:]
  private var sent: Int64 = 0

  init(_ door: ShopDoor, _ desk: any MaterialDesk, _ context: DeliveryContext, _ traits: PlatformTraits) {
    self.door = door
    self.desk = desk
    self.traits = traits
    reading = ShopReading(door, context, traits)
    instant = context.now
  }

  /// How many were refused.
  var refused: Int64 { outcomes[.refused] ?? 0 }

  /// What was done, in words and numbers.
  var counts: [(String, Int64)] {
    [("sent", sent)] + OutboxVerdict.Outcome.allCases.map { ($0.rawValue, outcomes[$0] ?? 0) }
      + [("ms waited for the platform", door.waited())]
  }

  /// Carries out some entries; when the platform cannot be reached, what was answered is noted before that is said.
  mutating func carry(_ entries: [OutboxEntry]) async throws(RunFailure) {
    let current = try await reading.current(entries)
    var verdicts: [OutboxVerdict] = []
    var toSend: [OutboxEntry] = []
    for entry in entries {
      switch current.judge(entry) {
      case .verdict(let verdict): verdicts.append(verdict)
      case .send(let entry): toSend.append(entry)
      }
    }
    try desk.send(toSend.map(\.number), at: instant)
    var failure: PlatformFailure?
    for entry in toSend {
      if failure != nil {
        verdicts.append(OutboxVerdict(entry.number, .decided))
        continue
      }
      sent += 1
      do throws(PlatformFailure) {
        verdicts.append(try await tell(entry))
      } catch {
        if error.kind == .refusedRequest, !error.mayRetry {
          verdicts.append(OutboxVerdict(entry.number, .refused, error.message))
        } else {
          // Nobody knows whether it was done: it stays as sent, and is looked at next time.
          failure = error
        }
      }
    }
    for verdict in verdicts where verdict.outcome != .decided { outcomes[verdict.outcome, default: 0] += 1 }
    try desk.settle(verdicts, at: instant)
    if let failure { throw RunFailure(pushing: failure) }
  }

  /// Tells the shop one thing, and gives what became of it.
  private func tell(_ entry: OutboxEntry) async throws(PlatformFailure) -> OutboxVerdict {
    switch entry.content {
    case .stock(let article, let place, let seen, let level):
      let now = try await door.adapter.setStock(
        StockChange(article: article, place: place, quantity: level, seen: seen))
      if now == level { return OutboxVerdict(entry.number, .confirmed, String(now)) }
      // It has moved since it was decided: it is decided anew, and not overwritten.
      let before = seen.map { String($0) } ?? "not counted"
      return OutboxVerdict(entry.number, .stale, "it is \(now) by now, and was \(before)", level: now)
    case .product(let decision):
      let draft = ProductDraft(decision, namesVariants: !traits.listsVariantsApart)
      guard let product = decision.product else {
        return OutboxVerdict(entry.number, .confirmed, try await door.adapter.createProduct(draft))
      }
      try await door.adapter.updateProduct(product, draft)
      return OutboxVerdict(entry.number, .confirmed)
    }
  }
}

extension ProductDraft {
  /// What is told of a product.
  ///
  /// - Parameter namesVariants: whether variants have ids of their own; otherwise the product's id names its only one.
  fileprivate init(_ decision: ProductDecision, namesVariants: Bool) {
    self.init()
    var order: [Int64] = []
    var variants: [Int64: Variant] = [:]
    var family = Family(parent: "", title: decision.familyName ?? "", theme: "")
    for change in decision.changes {
      let value = change.value ?? ""
      switch change.field {
      case .name: title = value
      case .description: text = value
      case .status: status = value
      case .category: category = value
      case .theme: family.theme = value
      case .sku, .barcode, .price, .parent:
        let material = change.material ?? 0
        if variants[material] == nil { order.append(material) }
        var variant = variants[material] ?? Variant()
        if namesVariants, let id = change.variant { variant.id = id.isEmpty ? decision.product : id }
        if change.variant == nil || change.field == .parent { variant.option = decision.options[material] }
        switch change.field {
        case .sku: variant.sku = value
        case .barcode: variant.barcode = value
        case .parent: family.parent = value
        default: variant.price = value
        }
        variants[material] = variant
      }
    }
    self.variants = order.compactMap { variants[$0] }
    if !family.parent.isEmpty { self.family = family }
    // One that joins others has to be told apart from them.
    guard decision.product != nil, namesVariants else { return }
    for place in self.variants.indices where self.variants[place].id == nil && self.variants[place].option == nil {
      self.variants[place].option = self.variants[place].sku
    }
  }
}

extension RunFailure {
  /// The platform's failure while it was told something.
  init(pushing failure: PlatformFailure) {
    let request = failure.request.isEmpty ? "" : " (\(failure.request))"
    self.init(
      "E8802", failure.mayRetry ? .sourceUnavailable : .definitionInvalid,
      "\(failure.store): \(failure.message)\(request); what was answered before is noted, the rest waits in the outbox",
      remedy: failure.remedy)
  }
}
