public import Commerce

/// A store that a definition for many names, and whether anything is done for it.
public struct StoreChoice: Sendable, Equatable {
  /// The store.
  public var store: Store
  /// Why nothing is done for it; `nil` when it is run.
  public var skipped: String?

  /// A store.
  public init(_ store: Store, skipped: String? = nil) {
    self.store = store
    self.skipped = skipped
  }
}

extension Stores {
  /// The stores that a definition for many names, each once, in file order.
  ///
  /// A pattern stands for stores that a connector reaches: those without a platform are named by themselves. What the
  /// settings of a store switch off is not run for it.
  public func choices(_ patterns: [NamePattern], for entity: Entity) -> [StoreChoice] {
    list.compactMap { store in
      let fitting = patterns.filter { $0.matches(store.name) && (!$0.isWild || store.hasPlatform) }
      guard !fitting.isEmpty else { return nil }
      return StoreChoice(store, skipped: store.isPaused ? "it is paused" : store.switchedOff(entity))
    }
  }

  /// The names that a definition has and no store bears.
  public func unknown(_ patterns: [NamePattern]) -> [String] {
    patterns.filter { pattern in !list.contains { pattern.matches($0.name) } }.map(\.text)
  }
}

extension Store {
  /// Whether it lives on a platform that a connector may reach.
  fileprivate var hasPlatform: Bool {
    switch platform {
    case .shopify, .woocommerce, .amazon: true
    case .file, .other: false
    }
  }

  /// The setting that keeps an entity from being synchronised; `nil` when none does.
  fileprivate func switchedOff(_ entity: Entity) -> String? {
    switch entity {
    case .products: settings.syncProducts ? nil : "\"sync_products\" is off"
    case .inventory: settings.syncInventory ? nil : "\"sync_inventory\" is off"
    case .orders, .customers, .payouts, .returns: settings.syncOrders ? nil : "\"sync_orders\" is off"
    }
  }
}
