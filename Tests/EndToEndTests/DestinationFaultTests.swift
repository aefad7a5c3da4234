/// The ledger or the reports cannot be written: what was committed stays, and the same command goes on.
import Foundation
import Ledger
import Testing

@Suite("Destinations at fault")
struct DestinationFaultTests {
  private static let isRoot = getuid() == 0

  /// Mounts a file system in memory at a folder of the program while `body` runs.
  private func withMount(_ program: Program, _ name: String, _ options: String, _ body: () throws -> Void) throws {
    try FileManager.default.createDirectory(atPath: program.path(name), withIntermediateDirectories: true)
    let mount = try program.start(
      ["-t", "tmpfs", "-o", options, "tmpfs", program.path(name)], program: "/bin/mount")
    guard try mount.outcome().exit == 0 else { try Test.cancel("nothing can be mounted here") }
    defer { _ = try? program.start([program.path(name)], program: "/bin/umount").outcome() }
    try body()
  }

  @Test("a full disk is told, and the run goes on when there is room", .enabled(if: isRoot, "only root can mount"))
  func ledgerDiskFull() throws {
    let program = try Program()
    try program.write(LongRun.file, LongRun.export.get())
    let arguments = [
      "run", "pipelines/shopify-orders.json", "--set", "input=orders.csv", "--quiet", "--ledger",
      "small/ledger.sqlite",
    ]
    try withMount(program, "small", "size=5m") {
      let full = try program.start(arguments).outcome()
      #expect(full.exit == 8)
      // The ledger or its keys: whichever grows first.
      #expect(full.messages.hasPrefix("error[E8001]: the disk is full: small/ledger.sqlite"))
      #expect(
        full.messages.hasSuffix(
          """
           cannot grow
            = help: free some space in that file system and run again; what was committed is kept and the run goes on there

          """))
      // Rejects are kept as they come; documents count once the run is published.
      let content = try LedgerReader(path: program.path("small/ledger.sqlite")).contentDigest()
      let nothing = try Self.nothing()
      #expect(content.documents == nothing.documents && content.tallies == nothing.tallies)
      let grown = try program.start(["-o", "remount,size=50m", program.path("small")], program: "/bin/mount")
      #expect(try grown.outcome().exit == 0)
      #expect(try program.start(arguments).outcome().exit == 5)
      #expect(
        try LedgerReader(path: program.path("small/ledger.sqlite")).contentDigest()
          == LongRun.uninterrupted.get().digest)
    }
  }

  /// The digest of a ledger that holds nothing.
  private static func nothing() throws -> ContentDigest {
    let program = try Program()
    try program.run("run", "pipelines/shopify-orders.json", "--set", "input=nowhere.csv")
    return try program.digest()
  }

  @Test("a full disk for reports is told, and the ledger is complete", .enabled(if: isRoot, "only root can mount"))
  func reportDiskFull() throws {
    let program = try Program()
    try withMount(program, "small", "size=8k") {
      let full = try program.run("run", "pipelines/shopify-orders.json", "--quiet", "--output", "small")
      #expect(full.exit == 8)
      #expect(full.messages.hasPrefix("error[E8103]: the disk is full: small/shopify-orders"))
      #expect(try program.ledger().runs(limit: 1).first?.status == "published")
    }
  }

  @Test("a limit on the size of files fails the write and does not kill the program")
  func fileLimitForLedger() throws {
    let program = try Program()
    let outcome = try program.run(fileLimit: 100, "run", "pipelines/shopify-orders.json", "--quiet")
    #expect(outcome.exit == 8)
    #expect(
      outcome.messages == """
        error[E8006]: output/ledger.sqlite cannot be read or written: input/output error
          = help: look after the disk and any limit on the size of files, then run again; what was committed is kept

        """)
    #expect(try program.run("run", "pipelines/shopify-orders.json", "--quiet").exit == 0)
  }

  @Test("a report that exceeds the limit on the size of files leaves the file that was there")
  func fileLimitForReport() throws {
    let program = try Program()
    try program.run("run", "pipelines/shopify-orders.json", "--quiet")
    try program.write("sales.csv", "before")
    // While another reader is there the index of the write-ahead log, which exceeds the limit too, need not be made.
    let other = try program.ledger()
    _ = try other.runs(limit: 1)
    let outcome = try program.run(
      fileLimit: 4, "report", "sales_by_country", "--format", "csv", "--output", "sales.csv", "--ledger",
      "output/ledger.sqlite")
    #expect(outcome.exit == 8)
    #expect(outcome.messages.hasPrefix("error[E8104]: sales.csv cannot be written: File too large\n"))
    #expect(try String(contentsOfFile: program.path("sales.csv"), encoding: .utf8) == "before")
    withExtendedLifetime(other) {}
  }

  @Test("a file where the output folder should be is told, and the ledger is complete")
  func outputIsFile() throws {
    let program = try Program()
    try program.write("reports", "a file")
    let outcome = try program.run("run", "pipelines/shopify-orders.json", "--quiet", "--output", "reports")
    #expect(outcome.exit == 8)
    #expect(
      outcome.messages == """
        error[E8101]: the folder reports cannot be made: Not a directory
          = help: make the folder, or name another one for the output; the ledger is complete, run again for the files

        """)
    #expect(try program.ledger().runs(limit: 1).first?.status == "published")
  }

  @Test("a file where the ledger's folder should be is told")
  func ledgerFolderIsFile() throws {
    let program = try Program()
    try program.write("books", "a file")
    let outcome = try program.run("run", "pipelines/shopify-orders.json", "--ledger", "books/ledger.sqlite")
    #expect(outcome.exit == 8)
    #expect(outcome.messages.hasPrefix("error[E8002]: the folder "))
    #expect(outcome.messages.contains("books cannot be made"))
  }

  @Test("an output folder that is read-only is told", .enabled(if: isRoot, "only root can mount"))
  func readOnlyOutput() throws {
    let program = try Program()
    try withMount(program, "reports", "ro") {
      let outcome = try program.run("run", "pipelines/shopify-orders.json", "--quiet", "--output", "reports")
      #expect(outcome.exit == 8)
      #expect(outcome.messages.hasPrefix("error[E8101]: the folder reports/shopify-orders cannot be made: Read-only"))
      #expect(try program.ledger().runs(limit: 1).first?.status == "published")
    }
  }
}
