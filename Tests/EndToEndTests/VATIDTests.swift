/// VAT ids through the program: the command, and documents that wait for an answer until there is one.
import Foundation
import GRDB
import Ledger
import Testing

@Suite("VAT ids")
struct VATIDTests {
  private let program: Program

  init() throws { program = try Program() }

  /// How many current documents wait for an answer.
  private func waiting() throws -> Int64 {
    try program.rows(
      """
      SELECT count(*) FROM findings f JOIN transactions t ON t.id = f.transaction_id AND t.is_current = 1
      WHERE f.code = 'F2201'
      """
    ).first?[0] ?? -1
  }

  private func revisions() throws -> Int64 {
    try program.rows("SELECT count(*) FROM transactions WHERE revision > 1").first?[0] ?? -1
  }

  // MARK: The command

  @Test("rows come back with normal form, status, reason and what it means; the published list is answered whole")
  func rows() throws {
    let file = Program.project.appending(path: "Tests/TaxTests/Fixtures/vat_ids.csv")
    let outcome = try program.run("vatid", "check", file.path)
    #expect(outcome.exit == 0)
    let lines = outcome.output.split(separator: "\n")
    #expect(
      lines[0] == "country,input,expected,oracle_error_or_note,vat_id,status,reason,explanation,problem")
    #expect(lines.count == 452)
    var agreed = 0
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      if line.contains(",valid,") { agreed += cells.filter { $0 == "valid" }.count == 2 ? 1 : 0 }
      if line.contains(",invalid,") { agreed += cells.filter { $0 == "invalid" }.count == 2 ? 1 : 0 }
    }
    #expect(agreed == 451)
  }

  @Test("numbers are answered as a table, rows as CSV or JSON, from a file or standard input")
  func forms() throws {
    let table = try program.run("vatid", "check", "de 136.695.976", "GR094259216", "DE136695978")
    #expect(table.exit == 0)
    #expect(table.output.contains("DE136695976") && table.output.contains("EL094259216"))
    #expect(table.output.contains("it is no proof"))
    try program.write("in.csv", "country;input\nGB;980780684\nDE;GB980780684\nNO;995525828MVA\n")
    let piped = try program.run(reading: "in.csv", "vatid", "check", "-")
    #expect(
      piped.output.hasPrefix(
        "country,input,vat_id,status,reason,explanation,problem\nGB,980780684,GB980780684,valid,,,\n"
          + "DE,GB980780684,,invalid,prefix,"))
    let json = try program.run("vatid", "check", "in.csv", "--format", "json")
    #expect(json.output.contains(#""vat_id":"NO995525828MVA","status":"valid","reason":null"#))
    #expect(try program.run("vatid", "check").exit == 2)
    #expect(try program.run("vatid", "check", "DE136695976", "--service", "vies").exit == 2)
    #expect(try program.run("vatid", "check", "in.csv", "DE136695976").exit == 2)
  }

  @Test("VIES is asked about numbers, once each; a busy register leaves them unknown")
  func service() throws {
    try program.write("in.csv", "input\nFR40303265045\nfr 40303265045\nDE136695976\nGB980780684\nFR1\n")
    let calm = try program.run("vatid", "check", "in.csv", "--service", "vies", "--transport", "simulated")
    let lines = calm.output.split(separator: "\n")
    #expect(
      lines[0]
        == "input,vat_id,status,reason,explanation,registered,registered_reason,asked_at,consultation,problem")
    #expect(lines[1].contains(",valid,,,valid,,20") && lines[1].contains(",WAPI"))
    #expect(lines[2].contains(",valid,,,valid,,20"))
    #expect(lines[4].contains(",valid,,,unknown,NOT_IN_VIES,"))
    #expect(lines[5].hasSuffix(",,,,,"))
    let busy = try program.run(
      "vatid", "check", "DE136695976", "--service", "vies", "--transport", "simulated", "--faults", "busy", "--format",
      "csv")
    #expect(busy.output.contains(",unknown,MS_MAX_CONCURRENT_REQ,"))
  }

  // MARK: Documents that wait

  @Test("a pull whose buyers' numbers nobody answered for is made good by a later one, after asking again or by itself")
  func pulled() throws {
    let pipeline = "pipelines/shopify-nightly.json"
    let calm = try Program()
    #expect(try calm.run("run", pipeline, "--quiet").exit == 0)

    #expect(try program.run("run", pipeline, "--quiet", "--set", "vies=busy").exit == 0)
    let before = try waiting()
    #expect(before > 10)
    // Still busy: everything stays as it is, and the next run says so.
    let busy = try program.run("vatid", "check", "--pending", "--transport", "simulated", "--faults", "busy")
    #expect(busy.exit == 7, "\(busy.text)")
    #expect(try waiting() == before)

    let asked = try program.run("vatid", "check", "--pending", "--transport", "simulated", "--format", "csv")
    #expect(asked.exit == 0, "\(asked.text)")
    #expect(asked.output.contains(",valid,,20"))
    #expect(try program.run("vatid", "check", "--pending", "--transport", "simulated").output.contains("DE") == false)
    // The same definition, its service as busy as ever: the answers of the ledger count.
    let later = try program.run("run", pipeline, "--quiet", "--set", "vies=busy")
    #expect(later.exit == 0, "\(later.text)")
    #expect(try waiting() == 0)
    #expect(try revisions() == before)
    let again = try program.run("run", pipeline, "--quiet", "--set", "vies=busy")
    #expect(again.exit == 0)
    #expect(try revisions() == before)
    #expect(try program.digest().tallies == calm.digest().tallies)
  }

  @Test("a file is read again while a document of it waits for an answer, and not any more once there is one")
  func file() throws {
    let stage = #""match": ["vat_id", "email", "phone", "name_and_address"] }"#
    try program.define(
      "shopify-orders",
      (
        stage,
        stage
          + #", { "use": "vat_ids", "transport": "simulated", "simulation": { "faults": "${vies}" } }"#
      ), (#""variables": {"#, #""variables": { "vies": "down","#))
    #expect([0, 5].contains(try program.run("run", "own.json", "--quiet").exit))
    let before = try waiting()
    #expect(before > 0)
    // Nothing new has come of it, and yet the file is read.
    let second = try program.run("run", "own.json", "--quiet")
    #expect(!second.output.contains("nothing new"), "\(second.text)")
    #expect(try waiting() == before)
    #expect(try program.run("vatid", "check", "--pending", "--transport", "simulated").exit == 0)
    #expect([0, 5].contains(try program.run("run", "own.json", "--quiet").exit))
    #expect(try waiting() == 0)
    #expect(try revisions() == before)
    #expect(try program.run("run", "own.json", "--quiet").output.contains("nothing new"))
  }

  @Test("checks stay as they were written: with date, consultation number and who answered, and no name")
  func evidence() throws {
    #expect(try program.run("run", "pipelines/shopify-nightly.json", "--quiet").exit == 0)
    let rows = try program.rows("SELECT * FROM v_vat_ids WHERE answer = 'valid'")
    #expect(rows.count > 10)
    for row in rows {
      #expect(row["origin"] == "simulated" && row["requester"] == "DE123456788")
      #expect((row["consultation"] as String?)?.hasPrefix("WAPI") == true)
      #expect((row["request_date"] as String?)?.hasSuffix("Z") == true)
    }
    for statement in [
      "UPDATE vat_id_checks SET answer = 'valid', reason = ''", "DELETE FROM vat_id_checks",
      "INSERT OR REPLACE INTO vat_id_checks SELECT * FROM vat_id_checks",
    ] {
      #expect(throws: DatabaseError.self) {
        try DatabaseQueue(path: program.ledgerPath).write { try $0.execute(sql: statement) }
      }
    }
  }
}
