import Columns
import Commerce
import Foundation
/// A process killed at any write boundary leaves a ledger that a plain repetition of the run completes.
import GRDB
import Ledger
import Pipeline
import Synchronization
import Testing

@Suite("Kills")
struct KillTests {
  private static let file = SourceIdentity.sample("orders.csv")
  private static let batches = (0..<3).map { batch in
    (0..<10).map { number in
      SampleDocument("\(batch * 10 + number)").with {
        $0.lines = Array(repeating: SampleLine(), count: number % 2 + 1)
        let contact = Int64(batch * 10 + number + 1)
        ($0.contact, $0.email) = (contact, "kim\(contact)@example.org")
        $0.keys = [.contact: contact + 500, .email: contact / 2]
        if number == 4 { $0.refusals = [("R2001", nil, "")] }
        if number == 5 { $0.findings = ["F3101"] }
      }
    }
  }
  private static let firstLines = batches.indices.map { index in
    2 + batches[..<index].joined().reduce(0) { $0 + $1.lines.count }
  }

  /// Does what a runner does: goes on where the ledger says that an earlier attempt stopped.
  private static func run(_ path: String, _ configuration: LedgerConfiguration = LedgerConfiguration()) throws {
    let store = try LedgerStore(path: path, configuration: configuration)
    _ = try store.begin(.sample(sources: [file]))
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
    for (documents, line) in zip(batches, firstLines) where line >= firstLine {
      _ = try store.commit(Batch(documents, firstLine: line), source: source)
    }
    if firstLine < .max { try store.complete(source: source, digest: digest) }
    try store.finish(.published, at: 1_000, message: "")
    try store.close()
  }

  /// Three batches are three transactions when each has its own, and two when two share one.
  @Test(
    "killed at a boundary, the repeated run gives the same ledger", arguments: CrashPoint.allCases,
    [(1, 1), (2, 1), (3, 1), (1, 2), (2, 2)])
  func killed(at point: CrashPoint, _ occurrenceAndBatches: (occurrence: Int, batchesPerCommit: Int)) async throws {
    let (occurrence, batchesPerCommit) = occurrenceAndBatches
    let whole = try TestLedger()
    try Self.run(whole.path)
    let ledger = try TestLedger()
    // A boundary that a run passes once is not met a second time: then nobody kills the process.
    let once: Set<CrashPoint> = [
      .afterRunBegan, .afterSourceOpened, .afterSourceCompleted, .beforeFinish, .afterFinish,
    ]
    if occurrence > 1 && once.contains(point) { return }
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [
        path = ledger.path as String, name = point.rawValue as String, occurrence = occurrence as Int,
        batchesPerCommit = batchesPerCommit as Int
      ] in
      let counter = Counter()
      var configuration = LedgerConfiguration()
      configuration.batchesPerCommit = batchesPerCommit
      configuration.crashPoints = { reached in
        if reached.rawValue == name, counter.next() == occurrence { kill(getpid(), SIGKILL) }
      }
      try Self.run(path, configuration)
    }
    try Self.run(ledger.path)
    #expect(try ledger.reader().contentDigest() == whole.reader().contentDigest())
    #expect(try ledger.rows("PRAGMA integrity_check").map { $0[0] as String } == ["ok"])
  }
}

/// Counts calls.
private final class Counter: Sendable {
  private let count = Mutex(0)
  func next() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}
