/// A run that is killed, interrupted or overtaken loses nothing: the same command completes it.
import Foundation
import Ledger
import Testing

@Suite("Interrupted runs")
struct InterruptionTests {
  @Test("a run killed at any instant is completed by the same command", arguments: 1...20)
  func killed(seed: Int) throws {
    let whole = try LongRun.uninterrupted.get()
    var numbers = SeededNumbers(seed: seed)
    let run = try LongRun()
    let instant = whole.duration * Double.random(in: 0..<1, using: &numbers)
    usleep(UInt32(instant / .microseconds(1)))
    run.running.send(SIGKILL)
    _ = try run.running.outcome()
    let again = try run.again()
    #expect([0, 5].contains(again.exit), "\(again.text)")
    #expect(try run.program.digest() == whole.digest)
    #expect(try run.program.reports("shopify-orders") == whole.reports)
  }

  @Test("a signal to stop ends the run at a batch, and the same command goes on", arguments: [SIGINT, SIGTERM])
  func stopped(signal: Int32) throws {
    let run = try LongRun.underWay()
    run.running.send(signal)
    let stopped = try run.running.outcome()
    #expect(stopped.exit == 128 + signal)
    #expect(
      stopped.messages == """
        error[E1300]: the run was interrupted while reading orders.csv; what was committed stays
          = help: start the same command again: it goes on from there

        """)
    #expect(stopped.output == "")
    let again = try run.again()
    #expect(again.output.contains("went on where an interrupted run stopped"))
    #expect(try again.noted == LongRun.uninterrupted.get().noted && !again.noted.isEmpty)
    #expect(try run.program.digest() == LongRun.uninterrupted.get().digest)
  }

  @Test("a second run is told who holds the ledger, and does no harm to the first")
  func second() throws {
    let run = try LongRun.underWay()
    run.running.send(SIGSTOP)
    let second = try run.again()
    run.running.send(SIGCONT)
    #expect(second.exit == 9)
    let holder = "pid \(run.running.pid) on "
    #expect(second.messages.hasPrefix("error[E9001]: output/ledger.sqlite is being written by \(holder)"))
    #expect(try run.running.outcome().exit == 5)
    #expect(try run.program.digest() == LongRun.uninterrupted.get().digest)
  }

  @Test("a source that changed while its run was interrupted is read anew, and the run says so")
  func changed() throws {
    let run = try LongRun.underWay()
    run.running.send(SIGKILL)
    _ = try run.running.outcome()
    let small = try ShopifyExport(orders: 3).text
    try run.program.write(LongRun.file, small)
    let again = try run.again()
    #expect(again.exit == 0, "\(again.text)")
    #expect(
      again.output.contains(
        "a source has changed since run 1 was interrupted: that run was undone, all is read anew"))
    let fresh = try LongRun(Array(small.utf8))
    _ = try fresh.running.outcome()
    #expect(try run.program.digest() == fresh.program.digest())
  }

  @Test(
    "a compressed file that is damaged publishes nothing, and once repaired is read anew",
    arguments: Damage.allCases)
  func damaged(damage: Damage) throws {
    let export = try LongRun.export.get()
    let sound = try Gzip.packed(export)
    let run = try LongRun(damage.applied(to: sound))
    let failed = try run.running.outcome()
    #expect(failed.exit == 7)
    #expect(failed.messages.hasPrefix("error[E7007]: orders.csv: "))
    #expect(failed.messages.contains("(byte "))
    #expect(failed.leaks == [])
    #expect(try run.program.ledger().counts().transactions == 0)
    try run.program.write(LongRun.file, sound)
    let again = try run.again()
    #expect(again.exit == 5)
    #expect(try run.program.digest() == LongRun.uninterrupted.get().digest)
  }

  /// What can happen to a compressed file on its way.
  enum Damage: CaseIterable {
    case truncated, flipped

    func applied(to bytes: [UInt8]) -> [UInt8] {
      var bytes = bytes
      switch self {
      case .truncated: bytes.removeLast(bytes.count / 3)
      case .flipped: bytes[bytes.count / 2] ^= 0xFF
      }
      return bytes
    }
  }
}
