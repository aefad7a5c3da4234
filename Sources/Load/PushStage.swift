/// The `push` load stage.
import Commerce
import Matching
import Pipeline
import Platforms

/// Tells the store what the `materials` stage has decided, and notes what became of each.
///
/// What is sent is in the ledger before it is sent, so that after a kill nothing that was answered is sent again; what was
/// not answered is looked at in the shop first. Nothing is sent whose place in the shop has changed since it was decided.
struct PushStage: LoadStage {
  static let spec = StageSpec(
    "push", .load, "Tells the store what waits in the outbox, through its platform, and notes what became of each.",
    options: [
      OptionSpec(
        "limit", .integer(1...1_000_000), "The most that is sent in one run; default: all that waits.", example: "500")
    ], entities: [.products, .inventory])

  private let limit: Int
  private let traits: PlatformTraits

  /// Compiles the options.
  init?(_ options: OptionValues, _ context: inout CompileContext) {
    limit = options.integer("limit", default: .max)
    traits = PlatformTraits(context.store.platform)
  }

  func deliver(_ context: DeliveryContext) -> LoadOutcome { [] }

  func carry(_ context: DeliveryContext) async throws(RunFailure) -> LoadOutcome {
    guard let desk = context.materials else { return [] }
    let waiting = try desk.outbox(of: context.store, context.entity)
    if let planned = context.planned {
      try Self.hold(waiting, against: planned, context.store) { () throws(RunFailure) in
        try desk.confirmed(of: context.store, context.entity)
      }
    }
    if context.isPlan || waiting.isEmpty { return LoadOutcome(counts: [Self.count("waiting", Int64(waiting.count))]) }
    guard let door = try context.shop?() else {
      throw RunFailure(
        "E8801", .definitionInvalid, "\(context.store): the pipeline pulls from no shop that could be told anything",
        remedy: "put a stage \"pull\" under \"extract\", or take \"push\" out")
    }
    var push = PushRun(door, desk, context, traits)
    let entries = Array(waiting.prefix(limit))
    for start in stride(from: 0, to: entries.count, by: PlatformLimits.idsMax) {
      try await push.carry(Array(entries[start..<min(start + PlatformLimits.idsMax, entries.count)]))
    }
    let counts = push.counts + [("left for later", Int64(waiting.count - entries.count))]
    var outcome = LoadOutcome(counts: counts.map { Self.count($0.0, $0.1) })
    outcome.needsAttention = push.refused > 0
    return outcome
  }

  /// Holds what is to be told against a plan: nothing is sent that it does not say, and nothing without what it says. What
  /// of it the store has taken already, from a run that was killed, is done.
  private static func hold(
    _ waiting: [OutboxEntry], against planned: [PlannedChange], _ store: String,
    confirmed: () throws(RunFailure) -> Set<PlannedChange>
  ) throws(RunFailure) {
    let (now, then) = (Set(waiting.flatMap(\.changes)), Set(planned))
    let new = now.subtracting(then).count
    var missing = then.subtracting(now)
    if !missing.isEmpty { missing.subtract(try confirmed()) }
    let gone = missing.count
    guard new + gone > 0 else { return }
    throw RunFailure(
      "E8805", .planStale,
      "\(store): the plan is stale: \(gone) of its \(then.count) changes would no longer be told, and \(new) others would; nothing was sent",
      remedy: "look at a new plan: shopledger sync plan DEFINITION --save FILE")
  }

  private static func count(_ name: String, _ count: Int64) -> LoadCount {
    LoadCount(stage: spec.name, name: name, count: count)
  }
}
