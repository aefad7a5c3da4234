/// What leaves leaves once, whenever the process ends and whatever fails on the way.
import Books
import Commerce
import Crypto
import Foundation
import Ledger
import Pipeline
import Testing

@testable import Reports

@Suite struct ExportDoorTests {
  private let ledger: TestLedger
  private var folder: String { "\(ledger.folder)/out" }

  init() throws { ledger = try TestLedger.sampleOfAll() }

  private static func business() throws -> Business {
    var business = Business(
      legalName: "Beispielwaren GmbH", country: try #require(Country("DE")), baseCurrency: .euro,
      timeZone: "Europe/Berlin", chartOfAccounts: "skr03")
    business.datev = DATEVClient(consultant: 29_098, client: 55_003)
    return business
  }

  /// Exports what is new for DATEV, which is two files: two months have entries.
  @discardableResult
  private static func leave(_ path: String, to folder: String, ending: EndingJournal.Moment? = nil) throws
    -> ExportOutcome
  {
    let store = try LedgerStore(path: path)
    defer { try? store.close() }
    let door = ExportDoor(
      to: folder, from: try LedgerReader(path: path), recordedBy: EndingJournal(store, ending: ending))
    return try door.leave(.new(nil), as: DATEVFormat(), of: business(), at: 1_300_000_200)
  }

  private func files() throws -> [String] {
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
  }

  private static let names = ["EXTF_Buchungsstapel_2011-01_1-4.csv", "EXTF_Buchungsstapel_2011-02_5-6.csv"]

  @Test("a process that is killed before the record has let nothing leave; the next one lets it leave")
  func killedBefore() async throws {
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = ledger.path as String, folder = folder as String] in
      try Self.leave(path, to: folder, ending: .beforeRecord)
    }
    #expect(try files() == [])
    #expect(try ledger.reader().exports().isEmpty)
    try ledger.book([SampleEntries.later("2011-02-20", "late")])
    let left = try Self.leave(ledger.path, to: folder)
    #expect(try files() == ["EXTF_Buchungsstapel_2011-01_1-4.csv", "EXTF_Buchungsstapel_2011-02_5-7.csv"])
    #expect(left.records.map(\.entries) == [4, 3])
  }

  @Test("one that is killed behind the record has let it leave: the next one only gives the files their names")
  func killedBehind() async throws {
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = ledger.path as String, folder = folder as String] in
      try Self.leave(path, to: folder, ending: .behindRecord)
    }
    #expect(try files() == [])
    #expect(try ledger.reader().exports().map(\.entries) == [4, 2])
    try ledger.book([SampleEntries.later("2011-02-20", "late")])
    let next = try Self.leave(ledger.path, to: folder)
    #expect(next.records.map(\.first) == [7])
    #expect(next.notices.filter { $0.contains("interrupted") }.count == 2)
    #expect(try files() == Self.names + ["EXTF_Buchungsstapel_2011-02_7-7.csv"])
    for export in try ledger.reader().exports() {
      let bytes = try Data(contentsOf: URL(filePath: export.path))
      #expect(bytes.sha256 == export.sha256)
    }
    #expect(try Self.leave(ledger.path, to: folder).records.isEmpty)
  }

  @Test("where the record is refused nothing has left and nothing unfinished stays; where it is durable all has left")
  func failed() throws {
    #expect(throws: RunFailure.self) { try Self.leave(ledger.path, to: folder, ending: .refused) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    #expect(try ledger.reader().exports().isEmpty)
    #expect(throws: RunFailure.self) { try Self.leave(ledger.path, to: folder, ending: .failedBehind) }
    #expect(try files() == [])
    #expect(try ledger.reader().exports().count == 2)
    #expect(try Self.leave(ledger.path, to: folder).records.isEmpty)
    #expect(try files() == Self.names)
  }

  @Test("a file that cannot be written takes those before it back, and nothing is on record")
  func unwritable() throws {
    // A folder of the hidden name of the second file stands in its way.
    try FileManager.default.createDirectory(
      atPath: "\(folder)/.\(Self.names[1]).unfinished", withIntermediateDirectories: true)
    #expect { try Self.leave(ledger.path, to: folder) } throws: {
      ($0 as? RunFailure)?.exit == .destinationUnavailable
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [".\(Self.names[1]).unfinished"])
    #expect(try ledger.reader().exports().isEmpty)
  }

  @Test("what is staged under a name on record and has other bytes is not taken for what left")
  func foreignBytes() throws {
    try Self.leave(ledger.path, to: folder)
    let hidden = "\(folder)/.\(Self.names[0]).unfinished"
    try Data("half".utf8).write(to: URL(filePath: hidden))
    let again = try Self.leave(ledger.path, to: folder)
    #expect(again.notices.isEmpty)
    #expect(FileManager.default.fileExists(atPath: hidden))
  }
}

extension Data {
  fileprivate var sha256: [UInt8] { Array(SHA256.hash(data: self)) }
}

/// A journal whose process ends, or that fails, around the record.
private final class EndingJournal: JournalDesk {
  enum Moment { case beforeRecord, behindRecord, refused, failedBehind }

  private let store: LedgerStore
  private let ending: Moment?

  init(_ store: LedgerStore, ending: Moment?) {
    self.store = store
    self.ending = ending
  }

  func post(_ order: JournalOrder, at instant: Int64) throws(RunFailure) -> JournalOutcome {
    try store.post(order, at: instant)
  }

  func recordExports(_ exports: [JournalExport]) throws(RunFailure) {
    let failure = RunFailure("E8001", .destinationUnavailable, "the disk is full")
    if ending == .beforeRecord { kill(getpid(), SIGKILL) }
    if ending == .refused { throw failure }
    try store.recordExports(exports)
    if ending == .behindRecord { kill(getpid(), SIGKILL) }
    if ending == .failedBehind { throw failure }
  }
}
