/// Where the key of personal data is kept, and what is told when it is not there, from the command line.
import Foundation
import GRDB
import Ledger
import Testing

@Suite("Keys, from the business file to the ledger")
struct KeyTests {
  private static let digits = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
  private static let fingerprint = "6039-f8c8-67ad-a154"

  private let program: Program

  init() throws { program = try Program() }

  /// A business whose key is kept somewhere, and a pipeline of it.
  private func define(key: String) throws {
    let business = try String(contentsOfFile: program.path("pipelines/business.json"), encoding: .utf8)
    try program.write(
      "business.json",
      business.replacingOccurrences(
        of: #""chart_of_accounts""#, with: "\"privacy\": { \"key\": \(key) },\n  \"chart_of_accounts\""))
    try program.define("shopify-orders", (#""entity":"#, #""business": "business.json", "entity":"#))
  }

  private func run(_ environment: [String: String] = [:]) throws -> Outcome {
    try program.start(["run", "own.json", "--quiet"], environment: environment).outcome()
  }

  private func keys(_ environment: [String: String] = [:]) throws -> Outcome {
    try program.start(["privacy", "keys", "--business", "business.json"], environment: environment).outcome()
  }

  @Test("without a word about it the key is beside the ledger, and whoever runs the program is told once")
  func beside() throws {
    let outcome = try program.run("run", "pipelines/shopify-orders.json", "--quiet")
    #expect(outcome.exit == 0)
    #expect(
      outcome.notice == """
        note: personal data is sealed under a new key, which is in output/ledger.sqlite.kek
          = help: back it up apart from the ledger: without it nobody can read names and addresses, and with it anybody can

        """)
    let next = try program.run("run", "pipelines/shopify-orders.json", "--quiet")
    #expect(outcome.messages == "" && next.messages == "" && next.notice == "")
    #expect(try program.run("privacy", "keys").output.contains(/contact +1 +0\n/))
  }

  @Test(
    "the key is taken from the environment, a file or a program",
    arguments: [
      #"{ "env": "OWN_KEY" }"#, #"{ "file": "own.kek" }"#, #"{ "command": ["cat", "own.kek"] }"#,
    ])
  func sources(key: String) throws {
    try program.write("own.kek", Self.digits + "\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: program.path("own.kek"))
    try define(key: key)
    let environment = ["OWN_KEY": Self.digits]
    let outcome = try run(environment)
    #expect(outcome.exit == 0 && outcome.messages == "" && outcome.notice == "")
    #expect(try keys(environment).output.contains("sealed under the key \(Self.fingerprint)\n"))
    #expect(!FileManager.default.fileExists(atPath: program.ledgerPath + ".kek"))
  }

  @Test(
    "a key that is not there, can be read by others, or is none, stops the run before it begins",
    arguments: [
      (#"{ "env": "NO_SUCH_KEY" }"#, "E8211", "the environment variable NO_SUCH_KEY is not there"),
      (#"{ "file": "none.kek" }"#, "E8211", "the file none.kek is not there"),
      (#"{ "command": ["false"] }"#, "E8211", "the program false failed with status 1"),
      (#"{ "file": "open.kek" }"#, "E8212", "chmod 600 open.kek"),
      (#"{ "command": ["echo", "correct horse"] }"#, "E8213", "is neither 64 hexadecimal digits nor base64"),
    ])
  func faults(key: String, code: String, words: String) throws {
    try program.write("open.kek", Self.digits)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: program.path("open.kek"))
    try define(key: key)
    let outcome = try run()
    #expect(outcome.exit == 8 && outcome.messages.hasPrefix("error[\(code)]: ") && outcome.messages.contains(words))
    #expect(!outcome.text.contains("horse") && !outcome.text.contains(Self.digits))
    #expect(try program.rows("SELECT * FROM runs").isEmpty)
  }

  @Test("a key in two places is a mistake of the business file")
  func twoPlaces() throws {
    try define(key: #"{ "env": "OWN_KEY", "file": "own.kek" }"#)
    let outcome = try run()
    #expect(outcome.exit == 3 && outcome.messages.hasPrefix(#"error[E3111]: key "privacy.key" in"#))
  }

  @Test("after a rotation the new key opens everything, the old one is refused by its fingerprint, and it is on record")
  func rotation() throws {
    try program.run("run", "pipelines/shopify-orders.json", "--quiet")
    let made = try program.run("privacy", "new-key", "next.kek")
    #expect(made.exit == 0)
    let rotated = try program.run("privacy", "rotate", "--to", "file:next.kek")
    #expect(rotated.exit == 0)
    #expect(rotated.output.contains("say in the business file that the key is in the file next.kek"))
    let refused = try program.run("privacy", "keys")
    #expect(refused.exit == 8 && refused.messages.hasPrefix("error[E8203]: "))
    #expect(
      refused.messages.contains("from the file beside the ledger, since pipelines/business.json names no other\n"))
    try define(key: #"{ "file": "next.kek" }"#)
    #expect(try keys().exit == 0)
    #expect(try run().exit == 0)
    #expect(try program.run("verify", "--business", "business.json").exit == 0)
    #expect(try program.ledger().audit().map(\.event) == ["key_rotated"])
    #expect(try program.run("privacy", "new-key", "next.kek").exit == 8)
  }

  @Test("verify finds a changed record, and says so to a scheduler")
  func verify() throws {
    try program.run("run", "pipelines/shopify-orders.json", "--quiet")
    for number in ["1", "2"] { try program.run("customers", "show", number) }
    #expect(
      try program.run("verify").output == """
        check                     rows  result
        ------------------------  ----  ------
        audit log                    2  whole
        documents                  338  whole
        journal                      0  whole
        documents in the journal     0  whole

        """)
    try DatabaseQueue(path: program.ledgerPath).write { database in
      try database.execute(sql: "DROP TRIGGER audit_is_not_changed")
      try database.execute(sql: "UPDATE audit SET subject = 'customer 3' WHERE id = 2")
    }
    let outcome = try program.run("verify")
    #expect(outcome.exit == 6 && outcome.output.contains("row 2 was changed, or put in: its hash does not fit"))
    #expect(try program.json("verify", exit: 6).column("whole") == ["false", "true", "true", "true"])
  }
}
