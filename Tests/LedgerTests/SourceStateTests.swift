import Columns
/// When a source need not be read again.
import GRDB
import Ledger
import Pipeline
import Testing

@Suite("Known sources")
struct SourceStateTests {
  private let ledger: TestLedger
  private let file = SourceIdentity.sample("orders.csv")

  init() throws { ledger = try TestLedger() }

  /// What a new run of a definition learns of a source whose bytes hash to `digest`.
  private func state(
    of source: SourceIdentity, request: RunRequest = .sample(), digest: UInt8? = nil
  ) throws -> (state: SourceState, wasDigested: Bool) {
    let store = try LedgerStore(path: ledger.path)
    defer { try? store.close() }
    _ = try store.begin(request)
    var wasDigested = false
    let state = try store.state(of: source) { () throws(RunFailure) in
      wasDigested = true
      return Array(repeating: digest ?? 0, count: 32)
    }
    try store.finish(.unchanged, at: 1_000, message: "")
    return (state, wasDigested)
  }

  @Test("the very same file is not even hashed")
  func sameFile() throws {
    try ledger.load([SampleDocument("A")])
    let (state, wasDigested) = try state(of: file)
    #expect(state == .unchanged(run: 1))
    #expect(!wasDigested)
  }

  @Test("a file of a size never seen is new without being hashed")
  func otherSize() throws {
    try ledger.load([SampleDocument("A")])
    let (state, wasDigested) = try state(of: .sample("orders.csv", bytes: 501))
    #expect(state == .new)
    #expect(!wasDigested)
  }

  @Test(
    "a touched or copied file of a known size is hashed",
    arguments: [SourceIdentity.sample("orders.csv", modified: 8), .sample("copy.csv", inode: 12)])
  func touched(source: SourceIdentity) throws {
    try ledger.load([SampleDocument("A")])
    let same = try state(of: source, digest: UInt8(truncatingIfNeeded: 500))
    #expect(same.state == .unchanged(run: 1))
    #expect(same.wasDigested)
    #expect(try state(of: source, digest: 99).state == .new)
  }

  @Test("another definition, pipeline or store reads the file again")
  func otherDefinition() throws {
    try ledger.load([SampleDocument("A")])
    #expect(try state(of: file, request: .sample(digest: 2)).state == .new)
    #expect(try state(of: file, request: .sample(pipeline: "other")).state == .new)
    #expect(try state(of: file, request: .sample(store: "other")).state == .new)
  }

  @Test("going back to an earlier definition reads the file again")
  func definitionAndBack() throws {
    try ledger.load([SampleDocument("A")])
    try ledger.load([SampleDocument("A").with { $0.lines[0].tax = 7 }], digest: 2)
    #expect(try state(of: file, request: .sample(digest: 1)).state == .new)
  }

  @Test("going back to an earlier content of the file reads it again")
  func contentAndBack() throws {
    try ledger.load([SampleDocument("A")])
    let store = try LedgerStore(path: ledger.path)
    _ = try store.begin(.sample())
    _ = try store.loadWhole(
      Batch([SampleDocument("A").with { $0.lines[0].net = 7 }]), from: .sample("orders.csv", bytes: 501))
    try store.finish(.published, at: 1_000, message: "")
    try store.close()
    #expect(try state(of: file).state == .new)
    #expect(try state(of: .sample("orders.csv", bytes: 501)).state == .unchanged(run: 2))
  }

  @Test("what a refused run has read counts as unread")
  func refused() throws {
    try ledger.load([SampleDocument("A")], verdict: .refused)
    #expect(try state(of: file, digest: 244).state == .new)
  }

  @Test("a file that changed while its run was interrupted ends that run, and the next one starts anew")
  func changedMeanwhile() throws {
    var store = try LedgerStore(path: ledger.path)
    _ = try store.begin(.sample())
    let source = try store.open(file, layout: "test", header: [], dialect: "")
    _ = try store.commit(Batch([SampleDocument("A")]), source: source)
    try store.close()

    store = try LedgerStore(path: ledger.path)
    #expect(try store.begin(.sample()).isResumed)
    let changed = SourceIdentity.sample("orders.csv", modified: 9)
    let failure = failure { _ = try store.state(of: changed) { () throws(RunFailure) in [] } }
    #expect(failure?.code == "E7003")
    #expect(failure?.exit == .sourceUnavailable)
    #expect(try !store.begin(.sample()).isResumed)
    #expect(try store.state(of: changed) { () throws(RunFailure) in [] } == .new)
    try store.close()
    #expect(try ledger.number("SELECT count(*) FROM transactions") == 0)
  }
}
