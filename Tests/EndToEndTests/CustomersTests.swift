import Commerce
import Formats
/// Customers from the command line: looked at, decided about, exported, and erased for good.
import Foundation
import GRDB
import Ledger
import Pipeline
import Privacy
import Simulation
import Testing

@Suite("Customers from the command line")
struct CustomersTests {
  private let program: Program

  init() throws {
    program = try Program()
    #expect(try program.run("run", "pipelines/shopify-orders.json", "--quiet").exit == 0)
  }

  private static let mail = "de.buyer279@example.com"
  private static let name = "Mehmet Schröder"

  /// The files of the output that have a text, as it is or packed.
  private func files(with text: String) throws -> [String] {
    let folder = URL(filePath: program.path("output"))
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
    return try (files?.compactMap { $0 as? URL } ?? []).filter { file in
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { return false }
      let isPacked = file.pathExtension == "gz"
      let bytes = isPacked ? try Data(Gzip.unpacked(file.path)) : try Data(contentsOf: file)
      return bytes.range(of: Data(text.utf8)) != nil
    }.map(\.lastPathComponent)
  }

  @Test("nothing that a run leaves in its folder names a buyer")
  func sealed() throws {
    for text in [Self.mail, "buyer279", "Schröder", "Beispielweg 100", "30 23125279"] {
      #expect(try files(with: text) == [], "\(text)")
    }
  }

  @Test("a customer is shown without values, with them when they are asked for, and every look is on record")
  func show() throws {
    let masked = try program.run("customers", "show", Self.mail)
    #expect(masked.exit == 0 && masked.output.contains("email") && masked.output.contains("•••"))
    #expect(!masked.output.contains("buyer279") && !masked.output.contains("Schröder"))
    let shown = try program.json("customers", "show", Self.mail, "--show-values")
    #expect(shown["today"]?["email"]?.string == Self.mail)
    #expect(shown["today"]?["name"]?.string == Self.name)
    #expect(shown["documents"]?.column("external_id").contains("5901351745536") == true)
    let number = try #require(shown["customer"]?.line)
    #expect(try program.json("customers", "show", number, "--show-values").line == shown.line)
    try program.write("who.txt", Self.mail + "\n")
    #expect(try program.run(reading: "who.txt", "customers", "show", "-").output == masked.output)
    let audit = try program.json("audit")
    #expect(audit.column("event").filter { $0 == "customer_read" }.count == 4)
    #expect(audit.column("subject").contains("customer \(number)"))
  }

  @Test("who is not there is not found, and is not repeated")
  func unknown() throws {
    let outcome = try program.run("customers", "show", "nobody.at.all@example.org")
    #expect(outcome.exit == 2 && !outcome.text.contains("nobody.at.all"))
    #expect(try program.run("customers", "show", "999999").exit == 2)
  }

  @Test("two customers become one and two again, and no figure changes")
  func decisions() throws {
    let before = try program.digest()
    let pair = try ["de.buyer279@example.com", "de.buyer5@example.org"].map { mail in
      try #require(try program.json("customers", "show", mail)["customer"]?.line)
    }
    let documents = try pair.map { try program.json("customers", "show", $0)["documents"]?.elements?.count ?? 0 }
    let merged = try program.json("customers", "merge", pair[0], pair[1], "--reason", "a test")
    let decision = try #require(merged["decision"]?.line)
    let both = try program.json("customers", "show", pair[1])
    #expect(both["documents"]?.elements?.count == documents.reduce(0, +))
    #expect(both["customer"]?.line == pair.min { (Int($0) ?? 0) < (Int($1) ?? 0) })
    #expect(try program.digest().documents == before.documents)
    #expect(try program.run("customers", "undo", decision, "--reason", "a test").exit == 0)
    #expect(try program.digest() == before)
    #expect(try program.run("customers", "undo", decision, "--reason", "again").exit == 2)
  }

  @Test("the export has everything that is held, and says what for and how long")
  func export() throws {
    let outcome = try program.run("customers", "export", Self.mail)
    #expect(outcome.exit == 0)
    let export = try JSONText.parse(Array(outcome.output.utf8))
    #expect(export["schema"]?.string == "shopledger customer export 1")
    #expect(export["today"]?["phone"]?.string == "+49 30 23125279")
    let told = export["contacts"]?.elements?.first?["told"]
    #expect(told?["address"]?.string == "Beispielweg 100" && told?["postcode"]?.string == "10115")
    #expect(export["documents"]?.column("gross").contains("89.00") == true)
    #expect(export["held"]?.elements?.allSatisfy { $0["kept_until"]?.string?.isEmpty == false } == true)
    #expect(export["audit"]?.column("event") == ["customer_exported"])
    #expect(export["audit"]?.column("subject").first?.hasPrefix("customer ") == true)
    let document = try #require(export["documents"]?.elements?.first { $0["gross"]?.line == "89.00" })
    #expect(document["postcode"]?.string == "10115" && document["source"]?.string?.hasSuffix("79col.csv.gz") == true)
    #expect(document["run"]?.line == "1" && document["line"]?.line != "null")
    #expect(document["lines"]?.elements?.isEmpty == false && document["lines"]?.column("tax_country").first == "DE")
    let day = try #require(document["date"]?.string)
    #expect(
      document["kept_until"]?.string?.hasSuffix("-12-31") == true && document["asked_for"]?.column("country") == ["DE"])
    #expect(document["asked_for"]?.column("until") == ["\(try #require(Int(day.prefix(4))) + 8)-12-31"])
    #expect(export["contact_kept_until"]?.string?.hasSuffix("-12-31") == true)
    for member in ["accounts", "vat_id_checks", "requests", "refused", "decisions", "consents"] {
      #expect(export[member]?.elements != nil, "\(member)")
    }
  }

  @Test("who is erased stays erased when tonight's export comes in again, and the books stay as they are")
  func erasure() throws {
    let before = try program.digest()
    let number = try #require(try program.json("customers", "show", Self.mail)["customer"]?.line)
    let trial = try program.run("customers", "erase", Self.mail)
    #expect(trial.exit == 0 && trial.output.contains("would erase"))
    #expect(trial.output.contains("samples/shopify/orders-2024-79col.csv.gz"))
    #expect(try program.json("customers", "show", number, "--show-values")["today"]?["email"]?.string == Self.mail)
    let done = try program.json("customers", "erase", Self.mail, "--yes")
    #expect(done["erased"]?.line == "true")
    let copy = try Data(contentsOf: URL(filePath: program.path("samples/shopify/orders-2024-79col.csv.gz")))
    try program.write("again.csv.gz", Array(copy))
    #expect(try program.run("run", "pipelines/shopify-orders.json", "--quiet", "--set", "input=again.csv.gz").exit == 0)
    #expect(try program.run("customers", "show", Self.mail).exit == 2)
    let erased = try program.json("customers", "show", number, "--show-values")
    #expect(erased["erased"]?.line == "true" && erased["today"]?["email"]?.line == "null")
    #expect(erased["documents"]?.elements?.isEmpty == false)
    let after = try program.digest()
    #expect(after.tallies == before.tallies && after.customers == before.customers)
    let postcodes = try program.rows(
      "SELECT DISTINCT postcode FROM v_transactions WHERE customer_id = \(number)")
    #expect(postcodes.map { $0[0] as String? } == ["101"])
  }

  @Test("customers who are alike are proposed with reasons, and a pipeline makes them one when it is told to")
  func duplicates() throws {
    let program = try Program()
    var export = try ShopifyExport(orders: 4)
    let people = [
      ("Katharina Schönfeld", "Lindenallee 78", "other.kath@example.org"),
      ("Katharina Schönfeld", "Lindenallee 12", "kath@example.org"),
      ("Katarina Schoenfeld", "Lindenalee 12", "k.schoenfeld@example.com"),
      ("Otto Brandt", "Am Markt 3", "otto@example.org"),
    ]
    for (row, (name, street, mail)) in people.enumerated() {
      export = export.changing(
        row,
        [
          "Email": mail, "Phone": "", "Shipping Phone": "", "Billing Phone": "", "Shipping Name": name,
          "Billing Name": name, "Shipping Address1": street, "Billing Address1": street, "Shipping Zip": "'10115",
          "Billing Zip": "'10115", "Shipping City": "Berlin", "Billing City": "Berlin",
        ])
    }
    try program.write("orders.csv", export.text)
    try program.define("shopify-orders", ("samples/shopify/orders-2024-79col.csv.gz", "orders.csv"))
    #expect(try program.run("run", "own.json", "--quiet").exit == 0)
    let found = try program.json("customers", "duplicates", "--threshold", "0.7")
    #expect(found["proposals"]?.elements?.map { $0["customers"]?.line } == ["[2,3]"])
    #expect(found["proposals"]?.elements?.first?["reasons"]?.elements?.isEmpty == false)
    #expect(try program.ledger().counts().customers == 4)
    try program.define(
      "shopify-orders", ("samples/shopify/orders-2024-79col.csv.gz", "orders.csv"),
      (#"{ "use": "ledger" },"#, #"{ "use": "ledger" }, { "use": "merge_duplicates", "from": "0.7" },"#))
    #expect(try program.run("run", "own.json", "--quiet").exit == 0)
    #expect(try program.ledger().counts().customers == 3)
    let merged = try program.json("customers", "show", "kath@example.org")
    #expect(merged["contacts"]?.column("rule") == ["merged", "merged"])
    #expect(try program.json("customers", "duplicates", "--threshold", "0.7")["found"]?.line == "0")
  }

  @Test("businesses with different VAT ids are no duplicates, and who is like both makes them none")
  func businesses() throws {
    let program = try Program()
    var export = try ShopifyExport(orders: 3)
    let people = [("one@example.org", "DE136695976"), ("two@example.org", "DE811569869"), ("three@example.org", "")]
    for (row, (mail, vatID)) in people.enumerated() {
      export = export.changing(
        row,
        [
          "Email": mail, "Phone": "", "Shipping Phone": "", "Billing Phone": "",
          "Shipping Name": row == 2 ? "Katarina Schoenfeld" : "Katharina Schönfeld",
          "Billing Name": row == 2 ? "Katarina Schoenfeld" : "Katharina Schönfeld",
          "Shipping Address1": "Lindenallee 12", "Billing Address1": "Lindenallee 12", "Shipping Zip": "'10115",
          "Billing Zip": "'10115", "Shipping City": "Berlin", "Billing City": "Berlin",
          "Note Attributes": vatID.isEmpty ? "" : "vat_number: \(vatID)",
        ])
    }
    try program.write("orders.csv", export.text)
    try program.define(
      "shopify-orders", ("samples/shopify/orders-2024-79col.csv.gz", "orders.csv"),
      (
        #""preset": "shopify.orders_export""#,
        #""preset": "shopify.orders_export", "fields": { "vat_id": { "from": "Note Attributes", "match": "vat_number: (.+)" } }"#
      ))
    #expect(try program.run("run", "own.json", "--quiet").exit == 0)
    let found = try program.json("customers", "duplicates", "--threshold", "0.7")
    #expect(found["proposals"]?.elements?.map { $0["customers"]?.line ?? "" }.sorted() == ["[1,3]", "[2,3]"])
    #expect(try program.run("customers", "duplicates", "--threshold", "0.7", "--merge").exit == 0)
    #expect(try program.ledger().counts().customers == 3)
  }

  @Test("retention tells what is due on a day, and destroys nothing before its time")
  func retention() throws {
    let later = try program.json("privacy", "retention", "--on", "2030-12-31")
    let contacts = try program.rows("SELECT count(*) FROM contacts").first?[0] as Int64? ?? 0
    #expect(contacts > 100 && later["contacts"]?.line == "\(contacts)")
    #expect(later["rules"]?.column("record_class").contains("invoicing") == true)
    #expect(try program.json("privacy", "retention", "--on", "2027-12-31")["contacts"]?.line == "0")
    #expect(try program.json("privacy", "retain", "--dry-run")["destroyed"]?.line == "false")
    #expect(try program.run("customers", "show", Self.mail).exit == 0)
  }

  @Test("the export's excerpt of the audit log tells who was merged with whom")
  func mergeOnRecord() throws {
    #expect(try program.run("customers", "merge", "1", "2", "--reason", "a test").exit == 0)
    let export = try JSONText.parse(Array(program.run("customers", "export", "1").output.utf8))
    #expect(export["audit"]?.column("event") == ["customers_merged", "customer_exported"])
    #expect(export["decisions"]?.column("reason").isEmpty == false)
  }

  @Test("the key beside the ledger is made for its owner alone, and without it nobody is shown")
  func key() throws {
    let path = program.ledgerPath + ".kek"
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    try FileManager.default.moveItem(atPath: path, toPath: path + ".away")
    let outcome = try program.run("customers", "show", Self.mail)
    #expect(outcome.exit == 8 && outcome.messages.contains("E8211"))
    #expect(try program.run("report", "vat_by_country", "--period", "year").exit == 0)
  }
}

@Suite("What platforms tell of customers")
struct CustomerSyncTests {
  @Test("consents come with the accounts, the newest counts by its own date, and each change is an event")
  func consents() async throws {
    let shop = try ShopPipeline("shopify", .customers)
    let ledger = try OwnLedger()
    try await shop.run(into: ledger.path)
    let before = try rows(
      ledger,
      "SELECT state, count(*) FROM consents WHERE purpose = 'email_marketing' GROUP BY state ORDER BY 1")
    #expect(before.map { $0[0] as String } == ["absent", "granted", "withdrawn"])
    shop.change { data, now in
      data.customers[4].advertising = .init(.withdrawn, at: now)
      data.customers[4].updatedAt = now
    }
    try await shop.run(into: ledger.path)
    let contact = try rows(
      ledger,
      "SELECT contact_id, count(*) FROM consents WHERE purpose = 'email_marketing' GROUP BY contact_id HAVING count(*) > 1"
    )
    #expect(contact.count == 1 && contact.first?[1] == 2)
    let store = try LedgerStore(path: ledger.path)
    defer { try? store.close() }
    let number = try #require(contact.first?[0] as Int64?)
    let customer = try #require(try store.customer(number, for: .customerRead, at: 1))
    let mail = customer.consents.filter { $0.purpose == .emailMarketing }
    #expect(mail.map(\.state) == [.granted, .withdrawn] && mail.map(\.store) == ["shop", "shop"])
    #expect(customer.state(of: .emailMarketing) == .withdrawn)
    try store.recordConsent(of: number, to: .emailMarketing, .granted, told: Instant(seconds: 5), at: 9)
    let older = try #require(try store.customer(number, for: .customerRead, at: 1))
    #expect(older.state(of: .emailMarketing) == .withdrawn)
  }

  @Test("consents to text messages come with the accounts too, each purpose by itself")
  func textMessages() async throws {
    let shop = try ShopPipeline("shopify", .customers)
    let ledger = try OwnLedger()
    try await shop.run(into: ledger.path)
    let purposes = try rows(
      ledger, "SELECT state, count(*) FROM consents WHERE purpose = 'sms_marketing' GROUP BY state ORDER BY 1")
    #expect(purposes.map { $0[0] as String } == ["absent", "granted"])
    let person = shop.simulator.state.read { $0.customers.firstIndex { $0.textMessages.state == .granted } }
    let index = try #require(person)
    shop.change { data, now in
      data.customers[index].textMessages = .init(.withdrawn, at: now)
      data.customers[index].updatedAt = now
    }
    try await shop.run(into: ledger.path)
    let events = try rows(
      ledger, "SELECT purpose, state FROM consents WHERE run_id = 2"
    ).map { [$0[0] as String, $0[1] as String] }
    #expect(events == [["sms_marketing", "withdrawn"]])
  }

  private func rows(_ ledger: OwnLedger, _ sql: String) throws -> [Row] {
    try DatabaseQueue(path: ledger.path).read { try Row.fetchAll($0, sql: sql) }
  }
}
