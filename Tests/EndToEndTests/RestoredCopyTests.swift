/// An older copy of the ledger beside newer keys, which somebody takes into use knowingly.
import Formats
import Foundation
import GRDB
import Testing

@Suite("Restored copies")
struct RestoredCopyTests {
  private let program: Program
  private static let reason = "the disk of Monday was lost"

  /// A ledger with one row on record, which is then an older copy beside newer keys.
  init() throws {
    program = try Program()
    #expect(try program.run("run", "pipelines/shopify-orders.json", "--quiet").exit == 0)
    #expect(try program.run("customers", "show", "1").exit == 0)
    let copy = try Data(contentsOf: URL(filePath: program.ledgerPath))
    #expect(try program.run("customers", "erase", "de.buyer279@example.com", "--yes").exit == 0)
    #expect(try program.run("verify").exit == 0)
    try copy.write(to: URL(filePath: program.ledgerPath))
  }

  private func acknowledge() throws -> Outcome {
    try program.run("audit", "acknowledge", "--reason", Self.reason, "--by", "the owner")
  }

  @Test("verify says what is missing until somebody puts on record that the copy was restored, and then says that")
  func acknowledged() throws {
    let before = try program.run("verify")
    #expect(before.exit == 6 && before.output.contains("audit acknowledge"), "\(before.output)")
    #expect(try program.run("customers", "show", "2").exit == 0)
    #expect(try program.run("verify").exit == 6)
    let done = try acknowledge()
    #expect(done.exit == 0, "\(done.text)")
    for words in ["restore_acknowledged", Self.reason, "by the owner", "row 2 on record"] {
      #expect(done.output.contains(words), "\(done.output)")
    }
    #expect(try program.run("customers", "show", "de.buyer279@example.com").exit == 2)
    let after = try program.run("verify")
    #expect(after.exit == 0 && after.output.contains("restores acknowledged: 1"), "\(after.output)")
    #expect(try program.run("customers", "show", "2").exit == 0)
    #expect(try program.json("verify").elements?.first?["note"]?.string?.contains("1") == true)
    #expect(try program.json("audit", "list", "--limit", "2").column("event").contains("restore_acknowledged"))
    let again = try acknowledge()
    #expect(again.exit == 2 && again.messages.contains("E8221"))
  }

  @Test("a log whose rows were changed is not acknowledged, and neither is one without a reason")
  func tamperedWith() throws {
    #expect(try program.run("audit", "acknowledge", "--reason", " ").exit == 2)
    #expect(try program.run("audit", "acknowledge").exit == 2)
    try program.change(
      "DROP TRIGGER audit_is_not_changed; UPDATE audit SET subject = 'customer 9' WHERE id = 1")
    let outcome = try acknowledge()
    #expect(outcome.exit == 6 && outcome.messages.contains("E8222"), "\(outcome.text)")
    #expect(try program.run("verify").exit == 6)
  }
}
