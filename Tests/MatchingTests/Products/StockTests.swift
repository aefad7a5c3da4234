/// Stock that several stores sell from and the ledger counts.
import Commerce
import Matching
import Testing

@Suite("Settling stock")
struct StockTests {
  private static let unit = StockSettlement.unit

  private func settle(
    _ ledger: Int64?, _ agreed: Int64?, _ seen: Int64?, _ direction: SyncDirection = .both, heldBack: Int64 = 0
  ) -> StockSettlement {
    StockSettlement(
      .init(
        ledger: ledger.map { $0 * Self.unit }, agreed: agreed.map { $0 * Self.unit }, seen: seen.map { $0 * Self.unit },
        heldBack: heldBack * Self.unit), direction)
  }

  @Test("what was sold in two stores is taken off twice, also when both levels are the same then")
  func sales() {
    #expect(settle(10, 10, 8).ledger == 8 * Self.unit)
    let second = settle(8, 10, 8)
    #expect(second.ledger == 6 * Self.unit)
    #expect(second.told == 6 * Self.unit)
  }

  @Test("what both stores count up is counted once, and said")
  func countedUp() {
    let both = settle(20, 10, 20)
    #expect(both.ledger == 20 * Self.unit && both.finding == .countedTwice && both.told == nil)
    #expect(settle(10, 10, 13).ledger == 13 * Self.unit)
    #expect(settle(8, 10, 11).ledger == 9 * Self.unit)
  }

  @Test("the first level is taken, and of two that differ the smaller one")
  func first() {
    #expect(settle(nil, nil, 5).ledger == 5 * Self.unit)
    let second = settle(5, nil, 9)
    #expect(second.ledger == 5 * Self.unit && second.told == 5 * Self.unit && second.finding == .firstLevelsDiffer)
  }

  @Test("no store is told less than nothing, or parts of a unit, and what is held back is not told")
  func guarded() {
    let oversold = settle(1, 3, 0)
    #expect(oversold.ledger == -2 * Self.unit && oversold.told == nil && oversold.finding == .oversold)
    #expect(settle(-2, 4, 4, .toStore).told == 0)
    #expect(StockSettlement.level(of: 2_500_000, heldBack: 0) == 2 * Self.unit)
    #expect(settle(10, 10, 10, heldBack: 3).told == 7 * Self.unit)
    // It was told 7 of 10: a sale leaves 6, and the ledger counts 9.
    let sold = settle(10, 7, 6, heldBack: 3)
    #expect(sold.ledger == 9 * Self.unit && sold.told == nil && sold.finding == nil)
  }

  @Test("what a store does not count is neither taken nor told")
  func untracked() {
    let untracked = settle(10, 10, nil)
    #expect(untracked.ledger == 10 * Self.unit && untracked.told == nil && untracked.move == 0)
  }

  @Test("where the ledger is master, a level that fell without an order is not raised again")
  func unexplained() {
    #expect(settle(10, 10, 8, .toStore).finding == .unexplained)
    #expect(settle(10, 10, 8, .toStore).told == nil)
    #expect(settle(8, 10, 8, .toStore).agreed == 8 * Self.unit)
    #expect(settle(12, 10, 10, .toStore).told == 12 * Self.unit)
  }

  @Test("a store that is only read is told nothing")
  func readOnly() {
    let read = settle(10, 10, 7, .fromStore)
    #expect(read.ledger == 7 * Self.unit && read.told == nil)
    #expect(settle(5, 10, 10, .fromStore).told == nil)
  }
}

/// Stores that sell from one stock, in any order of orders, refunds, deliveries of goods, pulls and pushes.
@Suite("Stock in any interleaving")
struct StockInterleavingTests {
  private struct Shop {
    var level: Int64
    var agreed: Int64?
    var seen: Int64?
    /// What changed at the shop since it was pulled.
    var unpulled: Int64 = 0
    /// What is decided and not yet told, with the level that the decision rests on.
    var outbox: (level: Int64, rests: Int64)?
  }

  /// Numbers that are the same on every machine.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return mixed ^ (mixed >> 31)
    }
  }

  private struct World {
    let unit = StockSettlement.unit
    /// What lies in the warehouse, less what is sold: below nothing where shops sold the same goods at once.
    var truth: Int64 = 20
    var ledger: Int64?
    var shops = (0..<3).map { _ in Shop(level: 20) }
    var told: [Int64] = []
    var settled = 0

    mutating func sell(_ shop: Int, _ count: Int64) {
      // A shop sells what it shows, and no more.
      let sold = min(count, max(0, shops[shop].level))
      change(shop, -sold)
    }

    mutating func change(_ shop: Int, _ count: Int64) {
      truth += count
      shops[shop].level += count
      shops[shop].unpulled += count
    }

    mutating func pull(_ shop: Int, heldBack: Int64) {
      shops[shop].seen = shops[shop].level
      shops[shop].unpulled = 0
      let settlement = StockSettlement(
        .init(
          ledger: ledger.map { $0 * unit }, agreed: shops[shop].agreed.map { $0 * unit },
          seen: shops[shop].seen.map { $0 * unit }, heldBack: heldBack * unit), .both)
      ledger = settlement.ledger.map { $0 / unit }
      shops[shop].agreed = settlement.agreed.map { $0 / unit }
      shops[shop].outbox = settlement.told.map { ($0 / unit, shops[shop].level) }
      settled += settlement.told == nil ? 1 : 0
    }

    /// Tells a shop what was decided, unless its level is another by now.
    mutating func push(_ shop: Int) {
      guard let (level, rests) = shops[shop].outbox else { return }
      shops[shop].outbox = nil
      guard shops[shop].level == rests else { return }
      told.append(level)
      shops[shop].level = level
      (shops[shop].agreed, shops[shop].seen) = (level, level)
    }
  }

  @Test("no shop is told less than nothing or more than is known to be there, and all end alike", arguments: 0..<300)
  func interleaved(seed: Int) {
    var numbers = Numbers(state: UInt64(seed))
    var world = World()
    let heldBack = Int64(seed % 3)
    for shop in 0..<3 { world.pull(shop, heldBack: heldBack) }
    for _ in 0..<200 {
      let shop = Int.random(in: 0..<3, using: &numbers)
      switch Int.random(in: 0..<10, using: &numbers) {
      case 0...3: world.sell(shop, Int64.random(in: 1...4, using: &numbers))
      case 4: world.change(shop, Int64.random(in: 1...2, using: &numbers))
      case 5: world.change(shop, Int64.random(in: 1...9, using: &numbers))
      case 6, 7: world.pull(shop, heldBack: heldBack)
      default: world.push(shop)
      }
      // What the ledger counts is never more than what is there, but for what the shops have not told yet.
      let known = world.truth - world.shops.map(\.unpulled).reduce(0, +)
      #expect(world.ledger ?? 0 <= known)
    }
    #expect(world.told.allSatisfy { $0 >= 0 })
    for _ in 0..<2 {
      for shop in 0..<3 {
        world.pull(shop, heldBack: heldBack)
        world.push(shop)
      }
    }
    let level = max(0, (world.ledger ?? 0) - heldBack)
    #expect(world.shops.allSatisfy { max(0, $0.level) == level })
    #expect(level <= max(0, world.truth))
  }
}
