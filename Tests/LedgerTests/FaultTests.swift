import Columns
import Commerce
import Foundation
/// A second writer, a full disk, a place that cannot be written: each has its own code and loses nothing.
import GRDB
import Ledger
import Pipeline
import Testing

@Suite("Faults")
struct FaultTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger() }

  @Test("a second writer is told who holds the ledger")
  func secondWriter() throws {
    let store = try LedgerStore(path: ledger.path)
    let refused = try #require(failure { _ = try LedgerStore(path: ledger.path) })
    #expect(refused.code == "E9001")
    #expect(refused.exit == .locked)
    #expect(refused.message.contains("pid \(ProcessInfo.processInfo.processIdentifier) on "))
    try store.close()
    try LedgerStore(path: ledger.path).close()
  }

  @Test("a writer in another process holds the ledger until it ends")
  func otherProcess() throws {
    let holder = Process()
    holder.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
    holder.arguments = ["--exclusive", "--no-fork", ledger.path + ".lock", "sh", "-c", "echo held; exec sleep 60"]
    let output = Pipe()
    holder.standardOutput = output
    try holder.run()
    _ = output.fileHandleForReading.availableData
    #expect(failure { _ = try LedgerStore(path: ledger.path) }?.code == "E9001")
    kill(holder.processIdentifier, SIGKILL)
    holder.waitUntilExit()
    try LedgerStore(path: ledger.path).close()
  }

  @Test("a folder that cannot be written is named", arguments: ["/sys/ledger.sqlite", "/nowhere/at/all/ledger.sqlite"])
  func readOnly(path: String) throws {
    let refused = try #require(failure { _ = try LedgerStore(path: path) })
    #expect(refused.code == "E8002")
    #expect(refused.exit == .destinationUnavailable)
    #expect(refused.message.contains(path))
    #expect(!refused.remedy.isEmpty)
  }

  @Test("a full disk keeps what was committed, and the run goes on when there is room")
  func diskFull() throws {
    let documents = (1...3_000).map { SampleDocument("\($0)") }
    var configuration = LedgerConfiguration()
    try LedgerStore(path: ledger.path).close()
    configuration.pagesMax = Int(try #require(try ledger.number("PRAGMA page_count"))) + 10
    configuration.batchesPerCommit = 1
    var store = try LedgerStore(path: ledger.path, configuration: configuration)
    _ = try store.begin(.sample())
    let file = SourceIdentity.sample("orders.csv")
    let source = try store.open(file, layout: "test", header: [], dialect: "")
    _ = try store.commit(Batch(Array(documents[..<5])), source: source)
    let full = try #require(
      failure { _ = try store.commit(Batch(Array(documents[5...]), firstLine: 7), source: source) })
    #expect(full.code == "E8001")
    #expect(full.exit == .destinationUnavailable)
    #expect(full.message.contains(ledger.path))
    try store.close()

    store = try LedgerStore(path: ledger.path)
    #expect(try store.begin(.sample(sources: [file])).isResumed)
    #expect(try store.totals().count(.loaded).documents == 5)
    _ = try store.commit(Batch(Array(documents[5...]), firstLine: 7), source: source)
    try store.complete(source: source, digest: Array(repeating: 1, count: 32))
    try store.finish(.published, at: 1_000, message: "")
    try store.close()
    #expect(try ledger.reader().counts().transactions == 3_000)
  }

  @Test("a call without an open run is a fault of the program")
  func noRun() throws {
    let store = try LedgerStore(path: ledger.path)
    #expect(failure { _ = try store.totals() }?.exit == .internalFault)
    try store.close()
  }
}
