/// A process killed at any write boundary of a run of payouts leaves a ledger that a plain repetition completes.
import Columns
import Commerce
import Foundation
import Ledger
import Pipeline
import Synchronization
import Testing

@Suite("Kills of other records")
struct EntityKillTests {
  private static let file = SourceIdentity.sample("payouts.csv")

  /// Three batches of four payouts with two amounts each; one payout is refused, one has a finding.
  private static func batch(_ number: Int) -> Batch {
    let documents = (0..<4).map { place in
      SampleDocument("\(number * 4 + place)").with {
        $0.lines = [SampleLine(), SampleLine()]
        if place == 1 { $0.refusals = [("R3001", nil, "")] }
        if place == 2 { $0.findings = ["F2101"] }
      }
    }
    var batch = Batch(documents, firstLine: 2 + number * 8)
    batch.put(PayoutKeys.amount, Column(stored: (0..<8).map { Int64($0 + 1) * 1_000_000 }))
    batch.put(PayoutKeys.net, Column(stored: (0..<8).map { Int64($0 + 1) * 1_000_000 }))
    return batch
  }

  /// Does what a runner does: goes on where the ledger says that an earlier attempt stopped.
  private static func run(_ path: String, _ configuration: LedgerConfiguration = LedgerConfiguration()) throws {
    let store = try LedgerStore(path: path, configuration: configuration)
    var request = RunRequest.sample(sources: [file])
    request.entity = .payouts
    _ = try store.begin(request)
    let digest = [UInt8](repeating: 5, count: 32)
    var source: Int64 = 0
    var firstLine = 2
    switch try store.state(of: file, digest: { () throws(RunFailure) in digest }) {
    case .unchanged:
      try store.finish(.unchanged, at: 1_000, message: "")
      return try store.close()
    case .complete: firstLine = .max
    case .partly(let number, let checkpoint): (source, firstLine) = (number, checkpoint.position.line)
    case .new: source = try store.open(file, layout: "test", header: ["Id"], dialect: "comma")
    }
    for number in 0..<3 where 2 + number * 8 >= firstLine {
      _ = try store.commit(batch(number), source: source)
    }
    if firstLine < .max { try store.complete(source: source, digest: digest) }
    try store.finish(.published, at: 1_000, message: "")
    try store.close()
  }

  @Test("killed at a boundary, the repeated run gives the same ledger", arguments: CrashPoint.allCases, [1, 2])
  func killed(at point: CrashPoint, occurrence: Int) async throws {
    let once: Set<CrashPoint> = [
      .afterRunBegan, .afterSourceOpened, .afterSourceCompleted, .beforeFinish, .afterFinish,
    ]
    if occurrence > 1 && once.contains(point) { return }
    let whole = try TestLedger()
    try Self.run(whole.path)
    let ledger = try TestLedger()
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = ledger.path as String, name = point.rawValue as String, occurrence] in
      let reached = Mutex(0)
      var configuration = LedgerConfiguration()
      configuration.batchesPerCommit = 1
      configuration.crashPoints = { point in
        guard point.rawValue == name else { return }
        let count = reached.withLock { count in
          count += 1
          return count
        }
        if count == occurrence { kill(getpid(), SIGKILL) }
      }
      try Self.run(path, configuration)
    }
    try Self.run(ledger.path)
    #expect(try ledger.reader().contentDigest() == whole.reader().contentDigest())
    #expect(try ledger.reader().counts(of: .payouts).documents == 9)
    #expect(try ledger.reader().counts(of: .payouts).lines == 18)
    #expect(try ledger.reader().findings().map(\.count) == [3])
    #expect(try ledger.reader().counts().openRejects == 3)
  }
}
