/// Which load stages work at the same time, and what follows when one fails.
import Synchronization
import Testing

@testable import Pipeline

@Suite("Load stages of a run")
struct LoadStagesTests {
  private let events = Events()
  private let context = DeliveryContext(run: 1, pipeline: "orders", store: "shop", outputDirectory: "")

  @Test("neighbours that only read work at the same time, and outcomes stay in their order")
  func together() async throws {
    let stages: [any LoadStage] = [
      FakeStage("books", events),
      // Each ends only once the other has begun.
      FakeStage("first", onlyReads: true, waitsFor: "second", events),
      FakeStage("second", onlyReads: true, waitsFor: "first", events),
      FakeStage("push", events),
    ]
    let outcomes = try await stages.carry(context)
    #expect(outcomes.map { $0.notices.first } == ["books", "first", "second", "push"])
    let seen = events.all
    #expect(Array(seen.prefix(2)) == ["books begins", "books ends"])
    #expect(Array(seen.suffix(2)) == ["push begins", "push ends"])
  }

  @Test("a stage that changes something waits for those before it, readers included")
  func order() async throws {
    let stages: [any LoadStage] = [
      FakeStage("report", onlyReads: true, events), FakeStage("books", events),
      FakeStage("late report", onlyReads: true, events),
    ]
    _ = try await stages.carry(context)
    #expect(
      events.all == [
        "report begins", "report ends", "books begins", "books ends", "late report begins", "late report ends",
      ])
  }

  @Test("the first failure in the stages' order is told, and nothing after its neighbours begins")
  func failure() async {
    let stages: [any LoadStage] = [
      FakeStage("first", onlyReads: true, waitsFor: "second", fails: true, events),
      FakeStage("second", onlyReads: true, fails: true, events), FakeStage("push", events),
    ]
    await #expect(throws: RunFailure("E8101", .destinationUnavailable, "first")) { try await stages.carry(context) }
    #expect(Set(events.all) == ["first begins", "second begins"])
  }
}

/// What stages did, in the order in which they did it.
private final class Events: Sendable {
  private let seen = Mutex<[String]>([])
  var all: [String] { seen.withLock { $0 } }
  func add(_ event: String) { seen.withLock { $0.append(event) } }
}

private struct FakeStage: LoadStage {
  let name: String
  let onlyReads: Bool
  let awaited: String?
  let fails: Bool
  let events: Events

  init(_ name: String, onlyReads: Bool = false, waitsFor awaited: String? = nil, fails: Bool = false, _ events: Events)
  {
    (self.name, self.onlyReads, self.awaited, self.fails, self.events) = (name, onlyReads, awaited, fails, events)
  }

  func deliver(_ context: DeliveryContext) -> LoadOutcome { [] }

  func carry(_ context: DeliveryContext) async throws(RunFailure) -> LoadOutcome {
    events.add("\(name) begins")
    if let awaited {
      // Ten seconds, so that a failure is told and does not hang.
      for _ in 0..<1_000 where !events.all.contains("\(awaited) begins") {
        try? await Task.sleep(for: .milliseconds(10))
      }
    }
    if fails { throw RunFailure("E8101", .destinationUnavailable, name) }
    if let awaited, !events.all.contains("\(awaited) begins") { return [] }
    events.add("\(name) ends")
    var outcome = LoadOutcome(files: [])
    outcome.notices = [name]
    return outcome
  }
}
