/// What is left of people who were erased, or whose time is over, in the files of a ledger.
import Formats
import Foundation
import GRDB
import Ledger
import Testing

@Suite("Erased people and their refused documents")
struct ErasedRejectTests {
  private let program: Program
  private static let others = ["Zacharias", "zacharias@example.org"]

  /// Three orders of one person, and three of another: one of each is loaded, one refused for its status, and one whose
  /// amount nobody can read.
  init() throws {
    program = try Program()
    let folder = program.path("pipelines")
    try FileManager.default.removeItem(atPath: folder)
    try FileManager.default.copyItem(at: Program.project.appending(path: "pipelines"), to: URL(filePath: folder))
    try program.write("orders.csv", Self.export(day: "2024-03-01").text)
    try run("orders.csv")
    #expect(try kept() == ["#1002 true", "#1003 true", "#1005 true", "#1006 true"])
  }

  private static func export(day: String) throws -> ShopifyExport {
    var export = try ShopifyExport(orders: 6)
    for row in export.rows.indices {
      export = export.changing(row, ["Created at": "\(day) 1\(row):00:00 +0100"])
      if row % 3 == 1 { export = export.changing(row, ["Financial Status": "on_hold"]) }
      if row % 3 == 2 { export = export.changing(row, ["Total": "eleven"]) }
    }
    for row in 3..<6 {
      var cells = ["Email": "Otto.Brandt@example.com", "Phone": "+49 40 22339911"]
      for side in ["Billing", "Shipping"] {
        for (name, value) in [
          ("Name", "Otto Brandt"), ("Street", "Am Markt 3"), ("Address1", "Am Markt 3"), ("Zip", "'20095"),
          ("Phone", "+49 40 22339911"),
        ] { cells["\(side) \(name)"] = value }
      }
      export = export.changing(row, cells)
    }
    return export
  }

  private func run(_ file: String) throws {
    try program.define(
      "shopify-orders", ("samples/shopify/orders-2024-79col.csv.gz", file), ("0.5%", "100%"))
    #expect(try program.run("run", "own.json", "--quiet").exit == 5)
  }

  /// The open rejects, and whether their bytes are kept.
  private func kept() throws -> [String] {
    try program.rows(
      """
      SELECT coalesce(external_id, '-') AS id, source_line, raw IS NOT NULL AS kept FROM rejects
      WHERE status = 'open' ORDER BY source_line
      """
    ).map { row in
      let line: Int = row["source_line"]
      let kept: Bool = row["kept"]
      return "#\(999 + line) \(kept)"
    }
  }

  @Test("of an erased person tonight's refused documents bring back their place and reasons, and no bytes")
  func reimport() throws {
    #expect(try program.run("customers", "erase", "otto.brandt@example.com", "--yes").exit == 0)
    #expect(try kept() == ["#1002 true", "#1003 true", "#1005 false", "#1006 false"])
    try program.write("again.csv", Self.export(day: "2024-03-01").changing(0, ["Notes": "changed"]).text)
    try run("again.csv")
    #expect(try kept() == ["#1002 true", "#1003 true", "#1005 false", "#1006 false"])
    let number = try #require(
      try program.rows("SELECT max(id) FROM rejects WHERE raw IS NULL AND status = 'open'").first?[0] as Int64?)
    let shown = try program.run("rejects", "show", "\(number)", "--show-values")
    #expect(shown.exit == 0 && shown.output.contains("Nothing of the original record is kept"))
    #expect(!shown.text.contains("Brandt") && !shown.text.contains("eleven"))
    #expect(try program.json("rejects", "show", "\(number)")["kept"]?.line == "false")
    let trial = try program.json("rejects", "redrive", "own.json", "--dry-run")
    #expect(trial.elements?.count == 2)
  }

  @Test("in an old copy beside today's keys any command that writes erases again, before it does anything else")
  func oldCopy() throws {
    let copy = try Data(contentsOf: URL(filePath: program.ledgerPath))
    #expect(try program.run("customers", "erase", "otto.brandt@example.com", "--yes").exit == 0)
    try copy.write(to: URL(filePath: program.ledgerPath))
    #expect(try kept().contains("#1005 true"))
    #expect(try program.run("privacy", "retain").exit == 0)
    #expect(try kept() == ["#1002 true", "#1003 true", "#1005 false", "#1006 false"])
    #expect(try program.rows("SELECT 1 FROM transactions WHERE postcode = '20095'").isEmpty)
    #expect(try program.rows("SELECT 1 FROM contacts WHERE sealed IS NOT NULL").count == 1)
    #expect(try program.json("audit").column("event").contains("erasure_repeated"))
  }

  private static let nina = ["Nina Nagel", "nina.nagel@example.com", "Hafenweg 5", "+49 40 22330055"]

  /// Orders of Nina that are refused for their status, before or while their columns are filled; none is loaded.
  private static func refused(_ changes: [[String: String]], day: String = "2024-03-01") throws -> String {
    var export = try ShopifyExport(orders: changes.count)
    for (row, change) in changes.enumerated() {
      var cells = [
        "Id": "\(7_000_000_000_001 + row)", "Created at": "\(day) 10:00:00 +0100", "Email": nina[1], "Phone": nina[3],
        "Financial Status": "on_hold",
      ]
      for side in ["Billing", "Shipping"] {
        for (name, value) in [
          ("Name", nina[0]), ("Street", nina[2]), ("Address1", nina[2]), ("Zip", "'20457"), ("Phone", nina[3]),
        ] { cells["\(side) \(name)"] = value }
      }
      for (name, value) in change {
        // The name of an order is its number.
        if name != "Name" { cells[name] = value }
        for side in ["Billing", "Shipping"] { cells["\(side) \(name)"] = value }
      }
      export = export.changing(row, cells)
    }
    return export.text
  }

  /// Whether the bytes of the rejects of a file are kept.
  private func bytes(of file: String) throws -> [Bool] {
    try program.rows(
      """
      SELECT j.raw IS NOT NULL FROM rejects j JOIN sources f ON f.id = j.source_id WHERE f.path = '\(file)' ORDER BY j.id
      """
    ).map { $0[0] }
  }

  @Test("who stands in refused documents alone is exported and erased by what is known, and does not come back")
  func refusedAlone() throws {
    try program.write("nina.csv", Self.refused([[:], ["Email": ""]]))
    try run("nina.csv")
    let export = try JSONText.parse(Array(program.run("customers", "export", Self.nina[1]).output.utf8))
    #expect(export["customer"]?.line == "null" && export["refused"]?.elements?.count == 2, "\(export.line)")
    #expect(export["refused"]?.column("text").allSatisfy { $0.contains("Nina Nagel") } == true)
    let trial = try program.run("customers", "erase", Self.nina[1])
    #expect(trial.output.contains("would erase who stands in refused documents alone: 0 contacts, 2 rejects"))
    #expect(try program.run("customers", "erase", Self.nina[1], "--yes").exit == 0)
    #expect(try bytes(of: "nina.csv") == [false, false])
    #expect(
      try program.rows("SELECT 1 FROM reject_keys k JOIN rejects j ON j.id = k.reject_id AND j.raw IS NULL").isEmpty)
    #expect(try program.run("customers", "export", Self.nina[1]).exit == 2)
    // Tonight the order is mended: no contact is made of it, and by her number alone she is told as well.
    try program.write("again.csv", Self.refused([["Financial Status": "paid"], ["Email": "", "Name": "N. N."]]))
    try run("again.csv")
    #expect(try program.run("customers", "show", Self.nina[1]).exit == 2)
    #expect(try bytes(of: "again.csv") == [false] && program.run("verify").exit == 0)
  }

  @Test(
    "an erased person's refused documents lose their bytes however name and number are written, at once and tonight",
    arguments: [
      ["Email": "", "Phone": "0049 40 22330055", "Name": "N. N.", "Street": "Weg 1", "Address1": "Weg 1"],
      ["Email": "", "Phone": "(040) 22330055", "Name": "N. N.", "Street": "Weg 1", "Address1": "Weg 1"],
      ["Email": "", "Phone": "", "Name": "Nagel, Nina"],
      ["Email": "", "Phone": "", "Name": "NINA NAGEL", "Street": "5, Hafenweg", "Address1": "5, Hafenweg"],
      ["Email": "", "Phone": "", "Created at": "yesterday"], ["Email": "", "Phone": "", "Total": "eleven"],
      ["Email": "", "Phone": "0049 40 22330055", "Name": "N. N.", "Currency": "ZZC"],
    ])
  func writtenOtherwise(_ change: [String: String]) throws {
    try program.write("nina.csv", Self.refused([["Financial Status": "paid"], change]))
    try run("nina.csv")
    #expect(try program.run("customers", "erase", Self.nina[1], "--yes").output.contains("1 contacts, 1 rejects"))
    #expect(try bytes(of: "nina.csv") == [false])
    try program.write("again.csv", Self.refused([["Financial Status": "paid", "Notes": "x"], change]))
    try run("again.csv")
    #expect(try bytes(of: "again.csv") == [false])
  }

  @Test("an order of after the erasure is of somebody who came back: its bytes are kept")
  func later() throws {
    #expect(try program.run("customers", "erase", "otto.brandt@example.com", "--yes").exit == 0)
    try program.write("later.csv", Self.export(day: "2099-03-01").text)
    try run("later.csv")
    #expect(try kept().filter { $0.hasPrefix("#1005") } == ["#1005 true"])
  }
}

@Suite("Erased accounts")
struct ErasedAccountTests {
  @Test("an account is found by store and id, and does not come back under its id with everything else changed")
  func byID() throws {
    let program = try Program()
    let sample = try String(
      contentsOf: Program.project.appending(path: "samples/shopify/lists/customers-2023.csv"), encoding: .utf8)
    let rows = sample.split(separator: "\n")
    try program.write("one.csv", rows.prefix(2).joined(separator: "\n") + "\n")
    let moved = rows[1].replacingOccurrences(of: "anna@example.com", with: "moved@example.com")
      .replacingOccurrences(of: "Beispielweg 1", with: "Neue Straße 9")
      .replacingOccurrences(of: "+493023125000", with: "+493023125999")
    try program.write("moved.csv", "\(rows[0])\n\(moved)\n")
    let pipeline = "pipelines/shopify-customers-file.json"
    #expect(try program.run("run", pipeline, "--quiet", "--set", "input=one.csv").exit == 0)
    #expect(try program.run("customers", "show", "shopify-de/7000000000001").exit == 0)
    #expect(try program.run("customers", "erase", "shopify-de/7000000000001", "--yes").exit == 0)
    #expect(try program.run("run", pipeline, "--quiet", "--set", "input=moved.csv").exit == 0)
    #expect(try program.run("customers", "show", "moved@example.com").exit == 2)
    #expect(try program.rows("SELECT 1 FROM contacts WHERE sealed IS NOT NULL").isEmpty)
  }
}

@Suite("What sellers and providers write about people")
struct WrittenAboutTests {
  @Test("what a seller has put on an account is sealed, exported, and gone when the person is erased")
  func tags() throws {
    let program = try Program()
    let sample = try String(
      contentsOf: Program.project.appending(path: "samples/shopify/lists/customers-2023.csv"), encoding: .utf8)
    let rows = sample.split(separator: "\n")
    try program.write("one.csv", "\(rows[0])\n\(rows[1])pays late\n")
    let run = try program.run(
      "run", "pipelines/shopify-customers-file.json", "--quiet", "--set", "input=one.csv")
    #expect(run.exit == 0, "\(run.text)")
    let bytes = try Data(contentsOf: URL(filePath: program.ledgerPath))
    #expect(bytes.range(of: Data("pays late".utf8)) == nil)
    let export = try JSONText.parse(Array(program.run("customers", "export", "anna@example.com").output.utf8))
    #expect(export["today"]?["tags"]?.string == "pays late", "\(export.line)")
    #expect(try program.run("customers", "erase", "anna@example.com", "--yes").exit == 0)
    #expect(try program.rows("SELECT 1 FROM contacts WHERE sealed IS NOT NULL").isEmpty)
  }
}

@Suite("Retention, carried out")
struct RetainTests {
  private let program: Program

  /// Anna bought as a business in 2012, Ben as a person in 2019, Carla last month; one document of each was refused.
  init() throws {
    program = try Program()
    var export = try ShopifyExport(orders: 6)
    let month = Date.now.addingTimeInterval(-30 * 86_400).ISO8601Format().prefix(10)
    let people = [("Anna Adler", "2012-03-01"), ("Ben Bauer", "2019-03-01"), ("Carla Conrad", String(month))]
    for row in export.rows.indices {
      let (name, day) = people[row / 2]
      let word = name.prefix(4).lowercased().trimmingCharacters(in: .whitespaces)
      var cells = [
        "Email": "\(word)@example.org", "Phone": "", "Created at": "\(day) 1\(row):00:00 +0100",
        "Note Attributes": row / 2 == 0 ? "vat_number: DE136695976" : "",
      ]
      for side in ["Billing", "Shipping"] {
        cells["\(side) Name"] = name
        cells["\(side) Phone"] = ""
        cells["\(side) Address1"] = "\(name.prefix(1))-Straße 1"
        cells["\(side) Street"] = "\(name.prefix(1))-Straße 1"
      }
      export = export.changing(row, cells)
      if row % 2 == 1 { export = export.changing(row, ["Financial Status": "on_hold"]) }
    }
    try program.write("orders.csv", export.text)
    try program.define(
      "shopify-orders", ("samples/shopify/orders-2024-79col.csv.gz", "orders.csv"), ("0.5%", "100%"),
      (
        #""preset": "shopify.orders_export" }"#,
        #""preset": "shopify.orders_export", "fields": { "vat_id": { "from": "Note Attributes", "match": "vat_number: (.+)" } } }"#
      ))
    #expect(try program.run("run", "own.json", "--quiet").exit == 5)
    let asked = { (number: String, day: String) in
      """
      INSERT INTO vat_id_checks (vat_id, requester, asked_at, answer, reason, origin)
      VALUES ('\(number)', NULL, unixepoch('\(day)'), 'valid', '', 'live');
      """
    }
    try program.change(asked("DE136695976", "2012-03-01") + asked("FR40303265045", String(month)))
    // What was refused was refused more than a year ago.
    try program.change("UPDATE runs SET started_at = started_at - 400 * 86400, finished_at = finished_at - 400 * 86400")
  }

  /// The sealed bytes of a column, by row.
  private func sealed(_ column: String, of table: String) throws -> [Int64: Data] {
    try program.rows("SELECT id, \(column) AS sealed FROM \(table) WHERE \(column) IS NOT NULL")
      .reduce(into: [:]) { $0[$1["id"] as Int64] = $1["sealed"] as Data }
  }

  /// Whether bytes stand anywhere in the ledger, its log, or the file of keys.
  private func isAnywhere(_ bytes: Data) throws -> Bool {
    ["", "-wal", ".keys"].contains { ending in
      guard let file = FileManager.default.contents(atPath: program.ledgerPath + ending) else { return false }
      return file.range(of: bytes) != nil
    }
  }

  @Test("what is due is destroyed in every file, what is not stays, and a second run does nothing")
  func retain() throws {
    let contacts = try sealed("sealed", of: "contacts")
    let invoicing = try sealed("fiscal", of: "contacts")
    let rejects = try sealed("raw", of: "rejects")
    #expect(contacts.count == 3 && invoicing.count == 1 && rejects.count == 3)
    let numbers = try program.rows("SELECT contact_id FROM transactions ORDER BY tax_date").map { $0[0] as Int64 }
    let (anna, ben, carla) = (numbers[0], numbers[1], numbers[2])
    let keys = try #require(FileManager.default.contents(atPath: program.ledgerPath + ".keys"))
    let before = try program.digest()

    let done = try program.json("privacy", "retain")
    #expect(done["destroyed"]?.line == "true" && done["contacts"]?.line == "2")
    #expect(done["invoicing"]?.line == "1" && done["rejects"]?.line == "3")
    for gone in [contacts[anna], contacts[ben], invoicing[anna]] + rejects.values.map(Optional.some) {
      #expect(try !isAnywhere(#require(gone)))
    }
    #expect(try isAnywhere(#require(contacts[carla])))
    #expect(try program.run("customers", "show", "carl@example.org").exit == 0)
    #expect(try program.run("customers", "show", "ben@example.org").exit == 2)
    #expect(done["vat_ids"]?.line == "1")
    #expect(try !isAnywhere(Data("DE136695976".utf8)))
    let checks = try program.rows("SELECT vat_id FROM vat_id_checks").map { $0[0] as String }
    #expect(checks == ["FR40303265045"])
    #expect(throws: DatabaseError.self) { try program.change("DELETE FROM vat_id_checks") }
    let left = try #require(FileManager.default.contents(atPath: program.ledgerPath + ".keys"))
    #expect(left != keys)
    #expect(try program.digest().tallies == before.tallies)
    #expect(try program.json("audit").column("event").filter { $0 == "retention_applied" }.count == 1)
    #expect(try program.run("verify").exit == 0)

    let again = try program.json("privacy", "retain")
    #expect(["contacts", "invoicing", "rejects", "vat_ids"].allSatisfy { again[$0]?.line == "0" })
    #expect(try program.json("audit").column("event").filter { $0 == "retention_applied" }.count == 1)
    let keysAgain = FileManager.default.contents(atPath: program.ledgerPath + ".keys")
    #expect(keysAgain == left)
  }

  @Test("a country whose law nobody looked up has a default, and the command says so")
  func defaultPeriod() throws {
    try program.write(
      "norway.json",
      """
      { "legal_name": "Eksempelvarer AS", "country": "NO", "base_currency": "NOK", "time_zone": "Europe/Oslo",
        "chart_of_accounts": "skr03" }
      """)
    let text = try program.run("privacy", "retention", "--business", "norway.json")
    #expect(text.output.contains("no law of NO was looked up: 10 years by default"), "\(text.text)")
    let json = try program.json("privacy", "retention", "--business", "norway.json")
    #expect(json["country"]?.string == "NO" && json["rules"]?.column("is_default").first == "true")
    #expect(json["rules"]?.column("source").contains("") == false)
    let home = try program.run("privacy", "retention")
    #expect(home.exit == 0 && !home.output.contains("by default"))
  }

  @Test("a report shows the values at fault and the shop's own order numbers to who asks for them, and to nobody else")
  func reportValues() throws {
    let masked = try program.run("report", "rejects")
    #expect(masked.exit == 0 && !masked.output.contains("on_hold"))
    let shown = try program.run("report", "rejects", "--show-values")
    #expect(shown.exit == 0 && shown.output.contains("on_hold"))
  }
}
