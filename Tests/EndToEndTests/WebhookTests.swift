/// Deliveries of webhooks from the spool to the ledger: once each, in any order, and none that is not believed.
import Columns
import Formats
import Foundation
import Ledger
import Platforms
import Testing

@Suite("Deliveries of webhooks")
struct WebhookTests {
  private let program: Program

  init() throws { program = try Program() }

  /// What the simulated shop would deliver about some orders, line by line.
  private func lines(_ orders: Int, _ platform: String = "shopify") throws -> [String] {
    let spool = "generated-\(orders).jsonl"
    let pipeline = "pipelines/\(platform)-webhooks.json"
    #expect(try program.run("deliver", pipeline, "--latest", "\(orders)", "--to", spool).exit == 0)
    return try String(contentsOfFile: program.path(spool), encoding: .utf8).split(separator: "\n").map(String.init)
  }

  /// Reads a spool.
  private func read(_ spool: String, _ platform: String = "shopify", _ more: String...) throws -> Outcome {
    try program.start(
      ["run", "pipelines/\(platform)-webhooks.json", "--quiet", "--set", "spool=\(spool)"] + more
    ).outcome()
  }

  private func write(_ lines: [String], to spool: String = "spool.jsonl") throws {
    try program.write(spool, lines.joined(separator: "\n") + "\n")
  }

  private func digest(_ program: Program) throws -> [String] {
    let digest = try program.digest()
    return [digest.documents, digest.tallies]
  }

  // MARK: Out of the box

  @Test(
    "the shipped definitions run on the shipped deliveries, and a second run finds nothing new",
    arguments: [("shopify", 12), ("woocommerce", 6), ("amazon", 20)])
  func shipped(platform: String, orders: Int) throws {
    let pipeline = "pipelines/\(platform)-webhooks.json"
    let first = try program.run("run", pipeline, "--quiet")
    #expect(first.exit == 0, "\(first.text)")
    let run = try #require(try program.ledger().runs().first)
    #expect(run.status == "published" && run.rejected == 0 && Int(run.loaded) >= orders - 1)
    #expect(first.output.contains("left out: 1 deliveries of an event that was delivered before"))
    #expect(first.output.contains("left out: 1 deliveries about "))
    let before = try digest(program)
    let again = try program.run("run", pipeline, "--quiet")
    #expect(again.exit == 0 && again.output.contains("nothing new, every source was published before"))
    #expect(try digest(program) == before)
  }

  @Test("deliveries lead to the same documents as a pull of the same shop, trouble on the way or not")
  func sameAsPull() throws {
    for platform in ["shopify", "woocommerce", "amazon"] {
      let pulled = try Program()
      #expect(try pulled.run("run", "pipelines/\(platform)-nightly.json", "--quiet").exit == 0)
      for faults in ["none", "flaky"] {
        let delivered = try Program()
        let pipeline = "pipelines/\(platform)-webhooks.json"
        let spool = faults == "none" ? "all.jsonl" : "folder"
        #expect(try delivered.run("deliver", pipeline, "--latest", "600", "--to", spool).exit == 0)
        let run = try delivered.run("run", pipeline, "--quiet", "--set", "spool=\(spool)", "--set", "faults=\(faults)")
        #expect(run.exit == 0, "\(run.text)")
        #expect(try digest(delivered) == digest(pulled), "\(platform), \(faults)")
      }
    }
  }

  @Test("another entity takes from the same spool what is its own, and leaves the orders out")
  func products() throws {
    try program.define(
      "shopify-catalogue",
      (#""use": "pull","#, #""use": "deliveries", "paths": ["samples/webhooks/shopify-de.jsonl"],"#))
    #expect(try program.run("run", "pipelines/shopify-webhooks.json", "--quiet").exit == 0)
    let run = try program.run("run", "own.json", "--quiet")
    #expect(run.exit == 0, "\(run.text)")
    #expect(run.output.contains("left out: 24 deliveries about orders"))
    #expect(try program.ledger().runs()[0].loaded == 1)
    #expect(try program.run("run", "own.json", "--quiet").output.contains("nothing new"))
  }

  // MARK: Order, repeats, growth

  @Test("the order of deliveries and their repeats change nothing")
  func anyOrder() throws {
    let lines = try lines(40)
    try write(lines)
    #expect(try read("spool.jsonl").exit == 0)
    let other = try Program()
    var numbers = SeededNumbers(seed: 5)
    try other.write("spool.jsonl", (lines + lines + lines).shuffled(using: &numbers).joined(separator: "\n"))
    let run = try other.run("run", "pipelines/shopify-webhooks.json", "--quiet", "--set", "spool=spool.jsonl")
    #expect(run.exit == 0)
    // One was delivered twice already, and all of them three times.
    #expect(run.output.contains("left out: \(lines.count * 2 + 1) deliveries of an event that was delivered before"))
    #expect(try digest(other) == digest(program))
  }

  @Test("a file that has grown is read from where it was read to, and only what is new is asked for")
  func growth() throws {
    let lines = try lines(30)
    try write(Array(lines.prefix(20)))
    #expect(try read("spool.jsonl").exit == 0)
    let first = try #require(try program.ledger().runs().first)
    try write(lines)
    let second = try read("spool.jsonl")
    #expect(second.exit == 0)
    let runs = try program.ledger().runs()
    #expect(runs[0].loaded + runs[0].unchanged < 30 && first.loaded > 0)
    #expect(!second.output.contains("delivered before: ") && runs.count == 2)
    // Another file in its place is read from the start, and what it repeats is known.
    try write(Array(lines.reversed()))
    let third = try read("spool.jsonl")
    #expect(third.output.contains("left out: \(lines.count) deliveries of an event that was delivered before"))
    #expect(try program.ledger().runs()[0].loaded == 0)
    let whole = try Program()
    try whole.write("spool.jsonl", lines.joined(separator: "\n"))
    try whole.run("run", "pipelines/shopify-webhooks.json", "--quiet", "--set", "spool=spool.jsonl")
    #expect(try digest(whole) == digest(program))
  }

  @Test("new files of a folder are read, and those that are half there are waited for")
  func folder() throws {
    #expect(
      try program.run("deliver", "pipelines/woocommerce-webhooks.json", "--latest", "10", "--to", "all").exit == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: program.path("all")).sorted()
    func move(_ names: some Sequence<String>) throws {
      for name in names {
        try program.write("spool/\(name)", Array(Data(contentsOf: URL(filePath: program.path("all/\(name)")))))
      }
    }
    let half = names.count / 4 * 2
    try move(names.prefix(half + 1))
    let first = try read("spool", "woocommerce")
    #expect(first.exit == 0, "\(first.text)")
    #expect(first.output.contains("1 of two files are there without the other"))
    try move(names.dropFirst(half + 1))
    let second = try read("spool", "woocommerce")
    #expect(second.exit == 0 && !second.output.contains("without the other"))
    #expect(try program.ledger().runs().allSatisfy { $0.rejected == 0 })
    let whole = try Program()
    #expect(try whole.run("deliver", "pipelines/woocommerce-webhooks.json", "--latest", "10", "--to", "all").exit == 0)
    try whole.run("run", "pipelines/woocommerce-webhooks.json", "--quiet", "--set", "spool=all")
    #expect(try digest(whole) == digest(program))
  }

  @Test("a last line that is being written is left for the next run, and one that was cut is rejected")
  func cutLines() throws {
    let lines = try lines(6)
    try program.write("spool.jsonl", lines[0] + "\n" + lines[1].prefix(500))
    let first = try read("spool.jsonl")
    #expect(first.exit == 0 && first.output.contains("the last line is not whole yet: it is read when it is"))
    try program.write("spool.jsonl", lines[0] + "\n" + lines[1].prefix(500) + "\n\r\n" + lines[2] + "\r\n" + lines[3])
    let second = try read("spool.jsonl")
    #expect(second.exit == 5 && second.output.contains("R1105  1 ×"))
    let reject = try #require(try program.ledger().rejects().first)
    #expect(reject.position.line == 2 && reject.position.byte == lines[0].utf8.count + 1 && reject.externalID == "")
    try write([lines[0], String(lines[1].prefix(500)), "\r", lines[2] + "\r", lines[3], lines[4]])
    #expect(try read("spool.jsonl").exit == 0)
    #expect(try program.ledger().rejects().count == 1)
  }

  // MARK: What is not believed

  /// A delivery with other words in its header fields or another body.
  private func changed(
    _ line: String, _ field: String = "", to value: String? = nil, body: ((inout [UInt8]) -> Void)? = nil
  ) throws -> String {
    let node = try JSONText.parse(Array(line.utf8))
    var writer = JSONWriter()
    writer.object { writer in
      for member in node.members ?? [] {
        writer.key(member.key)
        switch member.key {
        case "headers":
          writer.object { writer in
            for header in member.value.members ?? [] {
              let value = header.key == field ? value : header.value.string
              guard let value else { continue }
              writer.key(header.key)
              writer.string(value)
            }
          }
        case "body":
          var bytes = Base64.decode(member.value.string ?? "") ?? []
          body?(&bytes)
          writer.string(Base64.encode(bytes))
        default: writer.string(member.value.string ?? "")
        }
      }
    }
    return String(decoding: writer.takeBytes(), as: UTF8.self)
  }

  @Test("each kind of delivery that is not believed is a reject with its code and a row of the audit log")
  func rejects() throws {
    let lines = try lines(12)
    let bad: [(code: String, line: String)] = [
      ("R1101", try changed(lines[0]) { $0[$0.count / 2] ^= 1 }),
      ("R1101", try changed(lines[1]) { $0.removeLast(100) }),
      ("R1101", try changed(lines[2]) { $0 = [] }),
      ("R1101", try changed(lines[3], "X-Shopify-Hmac-Sha256", to: "c2VjcmV0")),
      ("R1102", try changed(lines[4], "X-Shopify-Hmac-Sha256", to: nil)),
      ("R1102", try changed(lines[5], "X-Shopify-Topic", to: nil)),
      ("R1103", try changed(lines[6], "X-Shopify-Shop-Domain", to: "anderswo.myshopify.com")),
      ("R1104", try changed(lines[7], "X-Shopify-Triggered-At", to: "2019-01-01T00:00:00Z")),
      ("R1104", try changed(lines[8], "X-Shopify-Triggered-At", to: "2039-01-01T00:00:00Z")),
      ("R1105", #"{"headers":{},"body":"no base64!"}"#), ("R1105", #"{"headers":{}}"#), ("R1105", "[]"),
      ("R1105", "\u{0}\u{1}"),
      ("R1105", try changed(lines[9]).replacing("\"received_at\":\"2", with: "\"received_at\":\"x")),
    ]
    try write(bad.map(\.line) + lines.suffix(6))
    let run = try read("spool.jsonl")
    #expect(run.exit == 5, "\(run.text)")
    let rejects = try program.ledger().rejects().sorted { $0.position.line < $1.position.line }
    #expect(rejects.map(\.code) == bad.map(\.code))
    #expect(rejects.map(\.position.line) == Array(1...bad.count))
    for (reject, bad) in zip(rejects, bad) {
      let shown = try program.json("rejects", "show", "\(reject.reject)", "--show-values")
      #expect(shown["record"]?.string == bad.line)
    }
    let audit = try program.ledger().audit().reversed()
    #expect(
      audit.filter { $0.event == "delivery_rejected" }.map(\.subject).map { $0.prefix(5) }
        == bad.map { $0.code.prefix(5) })
    // Each look at original bytes is on record too.
    let looks = audit.filter { $0.event == "reject_read" }
    #expect(looks.map(\.subject) == rejects.map { "reject \($0.reject)" })
    #expect(looks.allSatisfy { $0.store == nil && $0.run == nil })
    #expect(audit.allSatisfy { !$0.subject.contains("@") })
    #expect(audit.filter { $0.event != "reject_read" }.allSatisfy { $0.store == "shopify-de" && $0.run == 1 })
    #expect(audit.filter { $0.event == "personal_data_request" }.count == 1)
    // Nothing secret and nobody's name in what a person sees.
    let shown = try program.run("rejects", "show", "\(rejects[0].reject)").output
    #expect(shown.contains("reject[R1101]: the delivery's signature is not that of its body"))
    #expect(shown.contains("= fix: look whether the store's credentials name the secret"))
    for text in [shown, run.text, try program.run("audit").output, try program.run("rejects", "list").output] {
      #expect(!text.contains("shpss_") && !text.contains("Hmac") && !text.contains("example.com"))
    }
    #expect(try program.json("rejects", "list")["rejects"]?.elements?.count == bad.count)
    #expect(try program.json("audit").column("event").count == 2 * bad.count + 1)
    // A forged delivery with the id of a later one does not keep that one out.
    let sound = try Program()
    try sound.write("spool.jsonl", lines.joined(separator: "\n"))
    try sound.run("run", "pipelines/shopify-webhooks.json", "--quiet", "--set", "spool=spool.jsonl")
    try write(lines, to: "later.jsonl")
    #expect(try read("later.jsonl").exit == 0)
    #expect(try digest(program) == digest(sound))
  }

  @Test(
    "the same forgery again is a reject and a row again, and the limit of rejects holds the rest back where it is set")
  func limits() throws {
    let lines = try lines(4)
    let bad = try changed(lines[0]) { $0[0] ^= 1 }
    try write([bad] + lines.dropFirst())
    try program.define("shopify-webhooks", (#""rejects": "100%""#, #""rejects": 0"#))
    let refused = try program.run("run", "own.json", "--quiet", "--set", "spool=spool.jsonl")
    #expect(refused.exit == 4)
    #expect(try program.ledger().counts().transactions == 0)
    #expect(try read("spool.jsonl").exit == 5)
    #expect(try program.ledger().rejects().map(\.status) == ["open", "repeated"])
    #expect(try program.ledger().audit().filter { $0.event == "delivery_rejected" }.map(\.run) == [2, 1])
    #expect(try program.ledger().counts().transactions == 4)
  }

  @Test("deliveries that were rejected for a wrong secret are sent again, and all of it is as if nothing had happened")
  func redriven() throws {
    let lines = try lines(8)
    try write(lines)
    // Another shop's name in the stores file, and so another host than the deliveries have.
    let stores = try String(contentsOfFile: program.path("pipelines/stores.json"), encoding: .utf8)
    try program.write("other.json", stores.replacing("beispielwaren-de.myshopify", with: "verschrieben.myshopify"))
    let wrong = try read("spool.jsonl", "shopify", "--stores", "other.json")
    #expect(wrong.exit == 5)
    #expect(Set(try program.ledger().rejects().map(\.code)) == ["R1103"])
    let pipeline = ["pipelines/shopify-webhooks.json", "--set", "spool=spool.jsonl"]
    let trial = try program.start(["rejects", "redrive"] + pipeline + ["--dry-run"]).outcome()
    #expect(trial.exit == 0 && !trial.output.contains("rejected again"))
    let redrive = try program.start(["rejects", "redrive"] + pipeline).outcome()
    #expect(redrive.exit == 0, "\(redrive.text)")
    #expect(try program.ledger().rejects(RejectFilter(status: "open")).isEmpty)
    let sound = try Program()
    try sound.write("spool.jsonl", lines.joined(separator: "\n"))
    try sound.run("run", "pipelines/shopify-webhooks.json", "--quiet", "--set", "spool=spool.jsonl")
    #expect(try digest(program) == digest(sound))
    // A repeat that comes later is known.
    try write(lines, to: "later.jsonl")
    let later = try read("later.jsonl")
    #expect(later.output.contains("left out: \(lines.count) deliveries of an event that was delivered before"))
  }

  // MARK: Interruptions and size

  @Test("a run that is killed at any instant is completed by the same command", arguments: 1...6)
  func killed(seed: Int) throws {
    let whole = try Self.whole.get()
    try write(whole.lines)
    let arguments = ["run", "pipelines/shopify-webhooks.json", "--quiet", "--set", "spool=spool.jsonl"]
    var numbers = SeededNumbers(seed: seed)
    let running = try program.start(arguments)
    usleep(UInt32(whole.duration * Double.random(in: 0.1..<1, using: &numbers) / .microseconds(1)))
    running.send(SIGKILL)
    _ = try running.outcome()
    let again = try program.start(arguments).outcome()
    // A run that came to its end before the signal leaves nothing to do.
    #expect(again.exit == 5 || again.output.contains("nothing new"), "\(again.text)")
    #expect(try digest(program) == whole.digest)
    let last = try program.start(arguments).outcome()
    #expect(last.output.contains("nothing new"))
    #expect(try program.ledger().rejects().count == 1)
    #expect(try program.ledger().audit().filter { $0.event == "delivery_rejected" }.count >= 1)
  }

  /// A spool of some hundred deliveries with a forgery in the middle, read without interruption.
  private static let whole = Result {
    let tests = try WebhookTests()
    var lines = try tests.lines(400)
    lines.insert(try tests.changed(lines[300]) { $0[0] ^= 1 }, at: 300)
    try tests.write(lines)
    let start = ContinuousClock.now
    let run = try tests.read("spool.jsonl")
    try #require(run.exit == 5)
    return (lines: lines, digest: try tests.digest(tests.program), duration: ContinuousClock.now - start)
  }

  @Test("ten thousand deliveries are dealt with, each once, and a run over them again loads nothing")
  func tenThousand() throws {
    let lines = try lines(200, "amazon").dropLast(2)
    // The same records under other notifications.
    let many = try (0..<10_000).map { number in
      try changed(lines[number * 7 % lines.count]) { body in
        let text = String(decoding: body, as: UTF8.self)
        body = Array(text.replacing(#""NotificationId":""#, with: #""NotificationId":"\#(number)-"#).utf8)
      }
    }
    try write(many)
    let first = try read("spool.jsonl", "amazon")
    #expect(first.exit == 0, "\(first.text)")
    let once = try Program()
    try once.write("spool.jsonl", lines.joined(separator: "\n"))
    try once.run("run", "pipelines/amazon-webhooks.json", "--quiet", "--set", "spool=spool.jsonl")
    let run = try #require(try program.ledger().runs().first)
    #expect(run.loaded >= 180 && run.rejected == 0 && run.unchanged == 0)
    #expect(try digest(program) == digest(once))
    #expect(try read("spool.jsonl", "amazon").output.contains("nothing new"))
    try write(many + [lines[0]])
    #expect(try read("spool.jsonl", "amazon").exit == 0)
    let last = try #require(try program.ledger().runs().first)
    #expect(last.loaded == 0 && last.unchanged <= 3)
  }

  @Test("what is shown of the first deliveries writes nothing, and a spool that is not there is said to be so")
  func doors() throws {
    let preview = try program.run("preview", "pipelines/shopify-webhooks.json", "--documents", "2")
    #expect(preview.exit == 0 && preview.output.contains("shopify.webhooks"))
    #expect(!FileManager.default.fileExists(atPath: program.ledgerPath))
    let lines = try lines(2)
    try write([try changed(lines[0]) { $0[0] ^= 1 }])
    let forged = try program.run("preview", "pipelines/shopify-webhooks.json", "--set", "spool=spool.jsonl")
    #expect(forged.exit == 0 && forged.output.contains("rejected[R1101]"))
    #expect(try read("nowhere").messages.contains("error[E7001]"))
    #expect(try program.run("deliver", "pipelines/retail-uk.json", "--to", "x.jsonl").exit == 2)
    #expect(
      try program.json("deliver", "pipelines/shopify-webhooks.json", "--to", "x.jsonl")["deliveries"]?.line == "43")
    let wrong = try program.run("deliver", "pipelines/shopify-webhooks.json", "--to", "pipelines.jsonl/x.jsonl/y")
    #expect([0, 8].contains(wrong.exit))
  }
}
