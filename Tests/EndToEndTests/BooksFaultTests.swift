/// Booking and exporting while something fails: a killed process, a full disk, somebody else at the ledger.
import Commerce
import Crypto
import Formats
import Foundation
import GRDB
import Ledger
import Testing

@Suite("Books at fault")
struct BooksFaultTests {
  private static let isRoot = getuid() == 0

  /// A ledger with a year of orders that are not booked.
  private func loaded() throws -> Program {
    let program = try Program()
    try program.define("shopify-nightly", (#"{ "use": "journal" },"#, ""))
    try #require(try program.run("run", "own.json", "--quiet").exit == 0)
    return program
  }

  /// Mounts a file system in memory at a folder of the program while `body` runs.
  private func withMount(_ program: Program, _ name: String, _ size: String, _ body: () throws -> Void) throws {
    try FileManager.default.createDirectory(atPath: program.path(name), withIntermediateDirectories: true)
    let mount = try program.start(
      ["-t", "tmpfs", "-o", "size=\(size)", "tmpfs", program.path(name)], program: "/bin/mount")
    guard try mount.outcome().exit == 0 else { try Test.cancel("nothing can be mounted here") }
    defer { _ = try? program.start([program.path(name)], program: "/bin/umount").outcome() }
    try body()
  }

  /// Copies the ledger with its keys into a folder.
  private func copyLedger(_ program: Program, to folder: String) throws {
    try FileManager.default.createDirectory(atPath: program.path(folder), withIntermediateDirectories: true)
    for name in try files(program, "output") where name.hasPrefix("ledger") && !name.hasSuffix(".lock") {
      try FileManager.default.copyItem(
        atPath: program.path("output/\(name)"), toPath: program.path("\(folder)/\(name)"))
    }
  }

  /// Takes all the room that a folder's file system has but for `rest` bytes.
  private func fill(_ program: Program, _ folder: String, rest: Int) throws {
    let attributes = try FileManager.default.attributesOfFileSystem(forPath: program.path(folder))
    let free = try #require(attributes[.systemFreeSize] as? Int)
    try program.write("\(folder)/filler", [UInt8](repeating: 1, count: max(0, free - rest)))
  }

  /// The files that can be seen in a folder.
  private func files(_ program: Program, _ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: program.path(folder)).filter { !$0.hasPrefix(".") }.sorted()
  }

  /// Whether every file on record is there with its bytes, every other is not, and no entry is in two of a format.
  private func isWhole(_ program: Program, _ folder: String) throws -> Bool {
    let exports = try program.json("exports")
    var seen: Set<String> = []
    for (path, digest) in zip(exports.column("path"), exports.column("sha256")) {
      let bytes = try Data(contentsOf: URL(filePath: program.path(path)))
      guard SHA256.hash(data: bytes).description.hasSuffix(digest) else { return false }
      let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").dropFirst(2)
      let numbers = Set(rows.compactMap { $0.firstMatch(of: /"Buchung";"(\d+)"/).map { String($0.1) } })
      guard seen.isDisjoint(with: numbers) else { return false }
      seen.formUnion(numbers)
    }
    return try Set(files(program, folder)) == Set(exports.column("path").map { URL(filePath: $0).lastPathComponent })
  }

  @Test("an export that is killed at any instant has let everything leave or nothing, once the next one has ended")
  func exportKilled() throws {
    let program = try Program()
    try #require(try program.run("run", "pipelines/shopify-nightly.json", "--quiet").exit == 0)
    let entries = try program.ledger().lastEntry()
    try copyLedger(program, to: "copy")
    let clock = ContinuousClock.now
    try #require(
      try program.run("export", "datev", "--ledger", "copy/ledger.sqlite", "--output", "calm").exit == 0)
    let duration = ContinuousClock.now - clock
    var numbers = SeededNumbers(seed: 2)
    var kills = 0
    for _ in 0..<14 {
      let running = try program.start(["export", "datev"])
      usleep(UInt32.random(in: 0..<UInt32(duration / .microseconds(1)), using: &numbers))
      running.send(SIGKILL)
      if try running.outcome().exit > 128 { kills += 1 }
      // What can be seen is on record: nobody takes a file home that leaves once more.
      let known = Set(try program.json("exports").column("path"))
      if FileManager.default.fileExists(atPath: program.path("output/exports")) {
        #expect(try Set(files(program, "output/exports").map { "output/exports/\($0)" }).isSubset(of: known))
      }
    }
    #expect(kills > 3)
    #expect(try program.run("export", "datev").exit == 0)
    #expect(try isWhole(program, "output/exports"))
    #expect(Set(try program.json("exports").column("last_entry")) == ["\(entries)"])
    #expect(try files(program, "output/exports") == files(program, "calm"))
  }

  @Test("a nightly run that is killed again and again lets each entry leave once")
  func nightKilled() throws {
    let program = try Program()
    let arguments = ["run", "pipelines/shopify-to-datev.json", "--quiet"]
    var numbers = SeededNumbers(seed: 3)
    for _ in 0..<10 {
      let running = try program.start(arguments)
      usleep(UInt32.random(in: 0..<3_000_000, using: &numbers))
      running.send(SIGKILL)
      _ = try running.outcome()
    }
    #expect(try program.start(arguments).outcome().exit == 0)
    #expect(try isWhole(program, "output/exports"))
    let last = try program.json("exports").column("last_entry").compactMap { Int64($0) }.max()
    #expect(try last == program.ledger().lastEntry())
    #expect(try program.run("verify").exit == 0)
  }

  @Test(
    "a disk that is full while it is booked has booked nothing; with room the same command does it all",
    .enabled(if: isRoot, "only root can mount"))
  func bookingDiskFull() throws {
    let program = try loaded()
    try withMount(program, "small", "40m") {
      try copyLedger(program, to: "small")
      try fill(program, "small", rest: 300_000)
      let post = ["journal", "post", "--granularity", "document", "--ledger", "small/ledger.sqlite"]
      let full = try program.start(post).outcome()
      #expect(full.exit == 8)
      #expect(full.messages.hasPrefix("error[E8001]: the disk is full: small/ledger.sqlite"), "\(full.messages)")
      let reader = try LedgerReader(path: program.path("small/ledger.sqlite"))
      #expect(try reader.lastEntry() == 0)
      try FileManager.default.removeItem(atPath: program.path("small/filler"))
      #expect(try program.start(post).outcome().exit == 0)
      #expect(try reader.lastEntry() > 500)
      #expect(try program.run("verify", "--ledger", "small/ledger.sqlite").exit == 0)
    }
  }

  @Test(
    "a disk that is full for the files, or for the record, lets nothing leave; with room the same command does",
    .enabled(if: isRoot, "only root can mount"))
  func exportDiskFull() throws {
    let program = try Program()
    try #require(try program.run("run", "pipelines/shopify-nightly.json", "--quiet").exit == 0)
    try withMount(program, "small", "100k") {
      let full = try program.run("export", "datev", "--output", "small")
      #expect(full.exit == 8)
      #expect(full.messages.contains("error[E8103]: the disk is full: small/EXTF_"), "\(full.messages)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: program.path("small")) == [])
    }
    #expect(try program.json("exports").elements?.isEmpty == true)
    // The first write to the ledger fails, then the second, until all of them have room.
    try withMount(program, "books", "40m") {
      try copyLedger(program, to: "books")
      let export = ["export", "datev", "--ledger", "books/ledger.sqlite"]
      var failures = 0
      for rest in stride(from: 0, to: 200_000, by: 4_096) {
        try fill(program, "books", rest: rest)
        let outcome = try program.start(export).outcome()
        try FileManager.default.removeItem(atPath: program.path("books/filler"))
        let left = FileManager.default.fileExists(atPath: program.path("output/exports"))
        if outcome.exit == 0 { break }
        failures += 1
        #expect(outcome.exit == 8)
        #expect(outcome.messages.contains("error[E8001]: the disk is full: books/ledger.sqlite"), "\(outcome.messages)")
        let onRecord = try LedgerReader(path: program.path("books/ledger.sqlite")).exports().count
        if left, onRecord == 0 {
          #expect(try FileManager.default.contentsOfDirectory(atPath: program.path("output/exports")) == [])
        }
      }
      #expect(failures > 3)
      #expect(try program.start(export).outcome().exit == 0)
      #expect(try files(program, "output/exports").count == 12)
      #expect(try LedgerReader(path: program.path("books/ledger.sqlite")).exports().count == 12)
    }
  }

  @Test("while somebody writes, months cannot be closed and nothing leaves; afterwards both can")
  func locked() throws {
    let program = try Program()
    try #require(try program.run("run", "pipelines/shopify-nightly.json", "--quiet").exit == 0)
    let writer = try LedgerStore(path: program.ledgerPath)
    for command in [
      ["periods", "close", "2024-01", "--reason", "filed", "--force"], ["export", "hledger"], ["journal", "post"],
      ["journal", "reverse", "1", "--reason", "mistake"],
    ] {
      let refused = try program.start(command).outcome()
      #expect(refused.exit == 9, "\(command)")
      #expect(refused.messages.hasPrefix("error[E9001]"))
    }
    try writer.close()
    #expect(try program.json("periods", "list")["changes"]?.elements?.isEmpty == true)
    #expect(try program.run("periods", "close", "2024-01", "--reason", "filed", "--force").exit == 0)
    #expect(try program.run("export", "hledger").exit == 0)
  }

  @Test("a month that is closed while a run goes is refused or closed, and the run books all the same")
  func closedMeanwhile() throws {
    let program = try Program()
    try #require(
      try program.run("run", "pipelines/shopify-nightly.json", "--quiet", "--until", "2024-03-31").exit == 0)
    let night = try program.start(["run", "pipelines/shopify-nightly.json", "--quiet"])
    var exits: Set<Int32> = []
    repeat {
      exits.insert(
        try program.run("periods", "close", "2024-02", "--reason", "filed", "--force").exit)
      usleep(20_000)
    } while exits.isDisjoint(with: [0])
    #expect(exits.isSubset(of: [0, 9]))
    #expect(try [0, 9].contains(night.outcome().exit))
    #expect(try program.run("run", "pipelines/shopify-nightly.json", "--quiet").exit == 0)
    let waiting = try program.json("journal", "waiting", "--limit", "100000")
    let booked = try #require(
      try program.rows("SELECT count(*) FROM journal_documents").first?[0] as Int64?)
    let current = try #require(
      try program.rows("SELECT count(*) FROM transactions WHERE is_current = 1").first?[0] as Int64?)
    #expect(booked + Int64(waiting["documents"]?.elements?.count ?? 0) == current)
    #expect(try program.run("verify").exit == 0)
  }

  @Test("whoever reads while a run writes, books and ends sees books that balance")
  func reading() throws {
    let program = try Program()
    try #require(
      try program.run("run", "pipelines/shopify-nightly.json", "--quiet", "--until", "2024-01-31").exit == 0)
    let night = try program.start(["run", "pipelines/shopify-to-datev.json", "--quiet"])
    for _ in 0..<4 {
      #expect(try program.run("verify").exit == 0)
      #expect(try program.run("journal", "list").exit == 0)
      let balances = try program.json("report", "trial_balance").column("balance")
      #expect(balances.compactMap { Exact($0)?.millionths }.reduce(0, +) == 0)
      #expect(try program.run("exports").exit == 0)
    }
    #expect(try night.outcome().exit == 0)
    #expect(try program.run("verify").exit == 0)
  }
}
