/// What the `deliveries` stage makes of a spool: which forms it reads, and what it leaves out, refuses and remembers.
import Columns
import Extract
import Formats
import Pipeline
import Platforms
import Testing

@Suite("Deliveries of webhooks, from their spool")
struct DeliveriesTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// What a reader gave.
  private struct Given {
    var documents = 0
    var refusals: [String] = []
    var records: [DeliveryRecord] = []
    var audit: [AuditEntry] = []
    var notices: [String] = []
  }

  private func pipeline(_ spool: String, _ platform: String = "amazon", _ options: String = "") throws
    -> CompiledPipeline
  {
    let definition = #"""
      { "name": "webhooks", "store": "shop", "entity": "orders",
        "extract": [ { "use": "deliveries", "paths": ["\#(spool)"], "transport": "simulated",
          "simulation": { "orders": 20 }\#(options) } ], "load": [ { "use": "nowhere" } ] }
      """#
    let business = #"""
      { "legal_name": "Seller", "country": "DE", "base_currency": "EUR", "time_zone": "Europe/Berlin",
        "chart_of_accounts": "skr03" }
      """#
    let checked = DefinitionCompiler.compile(
      Definition.read(Array(definition.utf8), file: "webhooks.json"),
      business: Business.read(Array(business.utf8), file: "business.json"),
      stores: Stores.read(
        Array(#"{ "stores": [ { "name": "shop", "platform": "\#(platform)" } ] }"#.utf8), file: "stores.json"),
      catalogue: Catalogue(
        entries: ExtractStages.all + [
          StageEntry(StageSpec("nowhere", .load, "Loads nothing.", options: [])) { _, _ in .load(Nothing()) }
        ]),
      services: StageServices(workingDirectory: "/") { path throws(RunFailure) in
        throw RunFailure("E7001", .sourceUnavailable, "there is no file \"\(path)\"")
      })
    #expect(checked.diagnostics == [])
    return try #require(checked.value)
  }

  private func read(_ spool: String, _ platform: String = "amazon", _ options: String = "") async throws -> Given {
    let stage = try #require(try pipeline(spool, platform, options).extracts.first)
    var given = Given()
    for source in try stage.sources() {
      var reader = try stage.open(source, columns: ["document.id"], from: nil)
      while let (batch, next) = try await reader.next() {
        given.documents += batch.documentCount
        given.refusals += batch.refusals.map { "\($0.code) \($0.detail)" }
        given.records += next.deliveries
        given.audit += next.audit
      }
      given.notices += reader.notices
    }
    return given
  }

  /// Notifications of the simulated marketplace, as text.
  private func notifications(_ count: Int) throws -> [String] {
    let made = try #require(SimulatedDeliveries(try pipeline("spool"), latest: count))
    return try String(decoding: made.lines, as: UTF8.self).split(separator: "\n").map { line in
      let body = try JSONText.parse(Array(line.utf8))["body"]?.string
      return String(decoding: try #require(Base64.decode(body ?? "")), as: UTF8.self)
    }
  }

  private func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return String(decoding: writer.takeBytes(), as: UTF8.self)
  }

  @Test("a body may stand in a line as it is, with or without header fields, between blank lines")
  func textBodies() async throws {
    let body = quoted(try notifications(1)[0])
    for lines in [
      #"{"body_text":\#(body)}"#,
      "\n \t\r\n{\"headers\":{\"a\":[\"b\",\"c\"]},\"received_at\":null,\"body_text\":\(body)}\r\n\n",
      #"{"path":"/hook","headers":{},"body_text":\#(body)}"#,
    ] {
      let given = try await read(try scratch.write(lines, to: "spool.jsonl"))
      #expect(given.documents > 0 && given.refusals == [] && given.records.map(\.outcome) == [.fetched])
    }
  }

  @Test("a folder is read in the order of its names, and what is no delivery in it is passed over")
  func folder() async throws {
    let spool = try scratch.makeFolder("spool")
    for (number, body) in try notifications(3).enumerated() {
      _ = try scratch.write(Array(body.utf8), to: "spool/\(9 - number).body")
      _ = try scratch.write("POST /hook HTTP/1.1\r\nHost: x\r\n\r\n", to: "spool/\(9 - number).headers.txt")
    }
    _ = try scratch.write("what this is", to: "spool/README.md")
    _ = try scratch.write("", to: "spool/.hidden.headers.txt")
    _ = try scratch.write("x", to: "spool/half.body")
    let given = try await read(spool)
    #expect(given.records.map(\.name) == given.records.map(\.name).sorted())
    #expect(Set(given.records.map(\.outcome)).isSubset(of: [.fetched, .leftOut, .repeated]))
    #expect(given.notices.contains { $0.hasPrefix("1 of two files are there without the other") })
  }

  @Test("what cannot be read is refused with its reason, by line and by file")
  func unreadable() async throws {
    let lines = [
      "{", "[]", #"{"body":"x"}"#, #"{"body":1}"#, "{}", #"{"body":"","body_text":""}"#,
      #"{"body_text":"","received_at":"yesterday"}"#, #"{"body":"","headers":{}}"#, "\u{0}",
    ]
    let given = try await read(try scratch.write(lines.joined(separator: "\n") + "\n", to: "spool.jsonl"))
    #expect(
      given.refusals == [
        "R1105 the line is no JSON object", "R1105 the line is no JSON object", #"R1105 its "body" is no Base64"#,
        #"R1105 its "body" is no Base64"#, #"R1105 it has neither "body" nor "body_text", or both"#,
        #"R1105 it has neither "body" nor "body_text", or both"#,
        #"R1105 its "received_at" is no instant such as 2024-05-31T22:30:00Z"#,
        "R1105 it is no envelope of a notification", "R1105 the line is no JSON object",
      ])
    #expect(given.audit.count == lines.count && given.records.allSatisfy { $0.outcome == .rejected && $0.key == nil })
    let spool = try scratch.makeFolder("spool")
    for (name, headers) in [("a", "no field at all"), ("b", "Received-At: noon"), ("c", "A: b")] {
      _ = try scratch.write(headers, to: "spool/\(name).headers.txt")
      _ = try scratch.write("{}", to: "spool/\(name).body")
    }
    #expect(
      try await read(spool).refusals == [
        "R1105 a: its header file has a line that is no field", #"R1105 b: its "Received-At" is no instant"#,
        "R1105 c: its envelope has no NotificationType",
      ])
  }

  @Test("a delivery that came too late is refused, by the hours that the definition allows")
  func stale() async throws {
    let body = try notifications(1)[0].replacing(/"EventTime":"[^"]*"/, with: #""EventTime":"2024-05-01T00:00:00Z""#)
    func line(_ received: String) -> String { #"{"received_at":"\#(received)","body_text":\#(quoted(body))}"# }
    func codes(_ received: String, _ options: String = "") async throws -> [String] {
      try await read(try scratch.write(line(received), to: "spool.jsonl"), "amazon", options).refusals
    }
    #expect(try await codes("2024-05-05T00:00:00Z") == [])
    #expect(try await codes("2024-05-05T00:00:01Z") == ["R1104 96 hours after it happened"])
    #expect(try await codes("2024-05-05T02:00:00+02:00") == [])
    #expect(try await codes("2024-05-01T02:00:00Z", #", "max_age": 1"#) == ["R1104 2 hours after it happened"])
    #expect(try await codes("2024-04-30T23:00:00Z") == [])
    #expect(try await codes("2024-04-30T22:00:00Z") == ["R1104 2 hours before it happened, by the clocks of both"])
  }
}

private struct Nothing: LoadStage {
  func deliver(_ context: DeliveryContext) -> LoadOutcome { [] }
}
