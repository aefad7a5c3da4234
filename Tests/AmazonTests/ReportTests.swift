/// Reports: asked for, waited for, fetched, unpacked and decoded.
import Amazon
import Formats
import HTTPTypes
import Platforms
import Simulation
import Testing

@Suite("Reports")
struct ReportTests {
  private func text(_ outcome: ReportOutcome) throws -> String {
    guard case .done(let document) = outcome else {
      Issue.record("the report was cancelled")
      return ""
    }
    return String(decoding: document.text, as: UTF8.self)
  }

  @Test("The report of all orders is made, fetched and unpacked, and has the orders of its time")
  func allOrders() async throws {
    let market = try Market("DE", orders: 200)
    let end = Market.now / 1_000 - 20 * 86_400
    let window = end - 29 * 86_400..<end
    let outcome = try await market.adapter().report(
      ReportRequest("GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL", window: window))
    let lines = try text(outcome).split(separator: "\r\n")
    let expected = market.simulator.state.read { data in
      data.orders.filter { window.contains($0.createdAt) }.reduce(0) { $0 + $1.lines.count }
    }
    #expect(lines.count == expected + 1)
    #expect(lines[0].hasPrefix("amazon-order-id\tmerchant-order-id\tpurchase-date"))
    guard case .done(let document) = outcome else { return }
    #expect(["windows-1252", "utf-8"].contains(document.charset))
    // Reports take a while: a minute of the shop's clock, and no more than a few.
    #expect((60_000..<300_000).contains(market.clock.now() - Market.now))
  }

  @Test("21: a year is asked for in stretches of at most 30 days without gap or overlap")
  func thirtyDays() async throws {
    let year: Range<Int64> = 1_735_689_600..<1_767_225_600
    let pieces = ReportRequest("GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL", window: year).pieces
    #expect(pieces.count == 13)
    #expect(pieces.first?.window?.lowerBound == year.lowerBound)
    #expect(pieces.last?.window?.upperBound == year.upperBound)
    for (one, next) in zip(pieces, pieces.dropFirst()) { #expect(one.window?.upperBound == next.window?.lowerBound) }
    #expect(pieces.allSatisfy { ($0.window?.count ?? 0) <= 30 * 86_400 })
    let adapter = try Market("DE").adapter()
    let failure = await #expect(throws: PlatformFailure.self) {
      _ = try await adapter.report(
        ReportRequest("GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL", window: year))
    }
    #expect(failure?.message.contains("Report can be requested only upto 30 days") == true)
  }

  @Test("15: reports older than 90 days are not asked for; settlements are found, never asked for")
  func ninetyDays() async throws {
    let market = try Market("DE")
    let adapter = try market.adapter()
    let type = "GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2"
    let exactly = Market.now / 1_000 - 90 * 86_400
    let ids = try await adapter.reportIDs(of: type, since: exactly)
    #expect(ids.count == 6)
    #expect(try await adapter.reportIDs(of: type, since: nil) == ids)
    let failure = await #expect(throws: PlatformFailure.self) { _ = try await adapter.report(ReportRequest(type)) }
    #expect(failure?.message.contains("makes settlement reports by itself") == true)
    let first = try #require(ids.first)
    #expect(try text(try await adapter.report(id: first, ReportRequest(type))) == "no-data\r\n")
  }

  @Test("16: a report with persons is asked for with the plain token and fetched with one for its very document")
  func restrictedReport() async throws {
    let market = try Market("DE")
    let seen = Tokens()
    let transport = Between(next: market.simulator) { request throws(TransportFault) in
      seen.add(request.operation, request.head.headerFields[HTTPField.Name("x-amz-access-token") ?? .accept] ?? "")
      return nil
    }
    let outcome = try await market.adapter(through: transport).report(
      ReportRequest("GET_VAT_TRANSACTION_DATA", window: 1_760_000_000..<1_762_000_000))
    #expect(try text(outcome) == "no-data\r\n")
    #expect(seen["reports.create"]?.hasPrefix("Atza|") == true)
    #expect(seen["reports.document"]?.hasPrefix("Atz.sprdt|") == true)
    // Where documents lie is none of Amazon's interface: it gets no token.
    #expect(seen["documents.download"] == "")
  }

  @Test("16: the simulator refuses the document to the plain token")
  func restrictedDocument() async throws {
    let market = try Market("DE")
    let plain = Between(next: market.simulator) { request async throws(TransportFault) in
      // A client that does not know of restricted tokens.
      guard request.operation == "tokens.restricted" else { return nil }
      let token = request.head.headerFields[HTTPField.Name("x-amz-access-token") ?? .accept] ?? ""
      return .json(#"{"restrictedDataToken":"\#(token)","expiresIn":3600}"#)
    }
    let adapter = try market.adapter(through: plain)
    let failure = await #expect(throws: PlatformFailure.self) {
      _ = try await adapter.report(ReportRequest("SC_VAT_TAX_REPORT", window: 1_760_000_000..<1_762_000_000))
    }
    #expect(failure?.kind == .missingPermission)
  }

  @Test("17: a VAT calculation of a day to itself is cancelled, which is no error")
  func sameDay() async throws {
    let outcome = try await Market("DE").adapter().report(
      ReportRequest("SC_VAT_TAX_REPORT", window: 1_760_000_000..<1_760_000_001))
    guard case .cancelled = outcome else {
      Issue.record("it was made")
      return
    }
  }

  @Test("An address that has ended is asked for again")
  func endedAddress() async throws {
    let market = try Market("DE")
    let clock = market.clock
    let count = Count()
    let transport = Between(next: market.simulator) { request throws(TransportFault) in
      if request.operation == "documents.download", count.next() == 0 { clock.advance(milliseconds: 400_000) }
      return nil
    }
    let outcome = try await market.adapter(through: transport).report(ReportRequest("GET_MERCHANT_LISTINGS_ALL_DATA"))
    #expect(try text(outcome) == "no-data\r\n")
    #expect(count.current == 2)
  }

  @Test("A report that cannot be made says why, as its document does")
  func fatal() async throws {
    let transport = Recorded { request, _ in
      switch request.operation {
      case "reports.create": .json(#"{"reportId":"R1"}"#, status: 202)
      case "reports.get": .json(#"{"reportId":"R1","processingStatus":"FATAL","reportDocumentId":"D1"}"#)
      case "reports.document": .json(#"{"reportDocumentId":"D1","url":"https://files.example/D1?secret=x"}"#)
      default: .json("The seller is not allowed this report.")
      }
    }
    let adapter = try AmazonAdapter(.recorded(transport))
    let failure = await #expect(throws: PlatformFailure.self) {
      _ = try await adapter.report(ReportRequest("GET_MERCHANT_LISTINGS_ALL_DATA"))
    }
    #expect(failure?.message == "Amazon could not make the report: The seller is not allowed this report.")
    #expect(failure.map { !String(describing: $0).contains("secret=x") } == true)
  }

  @Test("A report that is never made is left after four hours")
  func never() async throws {
    let clock = VirtualClock(start: Market.now)
    let transport = Recorded { request, _ in
      request.operation == "reports.create"
        ? .json(#"{"reportId":"R1"}"#, status: 202) : .json(#"{"reportId":"R1","processingStatus":"IN_QUEUE"}"#)
    }
    let adapter = try AmazonAdapter(.recorded(transport, clock: clock))
    let failure = await #expect(throws: PlatformFailure.self) {
      _ = try await adapter.report(ReportRequest("GET_MERCHANT_LISTINGS_ALL_DATA"))
    }
    #expect(failure?.mayRetry == true)
    #expect((14_400_000..<14_700_000).contains(clock.now() - Market.now))
  }

  // MARK: Encodings

  private func decoded(_ bytes: [UInt8], _ type: String?, shop: String = "DE") async throws -> ReportDocument {
    let transport = Recorded { request, _ in
      switch request.operation {
      case "reports.get": return .json(#"{"reportId":"R1","processingStatus":"DONE","reportDocumentId":"D1"}"#)
      case "reports.document": return .json(#"{"reportDocumentId":"D1","url":"https://files.example/D1"}"#)
      default:
        var fields = HTTPFields()
        fields[.contentType] = type
        return PlatformResponse(HTTPResponse(status: .ok, headerFields: fields), body: bytes)
      }
    }
    let outcome = try await AmazonAdapter(.recorded(transport, shop: shop))
      .report(id: "R1", ReportRequest("GET_MERCHANT_LISTINGS_ALL_DATA"))
    guard case .done(let document) = outcome else { throw PlatformFailure.missing }
    return document
  }

  @Test(
    "11: the same text comes out whatever it is encoded in, and what was lost before is told",
    arguments: [
      ("Cp1252", [0x84, 0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72, 0x93], "text/plain; charset=Cp1252", "„Müller“", 0),
      ("UTF-8 under a wrong name", Array("„Müller“".utf8), "text/plain; charset=Cp1252", "„Müller“", 0),
      ("with a mark", [0xEF, 0xBB, 0xBF] + Array("„Müller“".utf8), nil, "„Müller“", 0),
      ("a genuine replacement character", Array("FBA \u{FFFD} fee é".utf8), nil, "FBA \u{FFFD} fee é", 0),
      ("Cp1252 without a name", [0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72], nil, "Müller", 0),
      ("damaged by Amazon", Array("M?ller, K?ln".utf8), nil, "M?ller, K?ln", 1),
      ("a question", Array("Really? Yes.".utf8), nil, "Really? Yes.", 0),
    ] as [(String, [UInt8], String?, String, Int)])
  func encodings(name: String, bytes: [UInt8], type: String?, text: String, remarks: Int) async throws {
    let document = try await decoded(bytes, type)
    #expect(String(decoding: document.text, as: UTF8.self) == text)
    #expect(document.remarks.count == remarks)
  }

  @Test("11: a charset that this program does not decode is named, not guessed at")
  func unknownCharset() async throws {
    for type in ["text/plain; charset=Windows-31J", nil] {
      let failure = await #expect(throws: PlatformFailure.self) {
        _ = try await decoded([0x83, 0x65, 0x83, 0x58], type, shop: "JP")
      }
      #expect(failure?.message.contains("not one that this program decodes") == true)
    }
  }

  @Test("Packed bytes are unpacked whatever the header says of them, and damaged ones are told")
  func packed() async throws {
    var writer = GzipWriter(MemorySink())
    try writer.write("order-id\r\n")
    let bytes = try writer.finish().bytes
    #expect(String(decoding: try await decoded(bytes, nil).text, as: UTF8.self) == "order-id\r\n")
    let failure = await #expect(throws: PlatformFailure.self) { _ = try await decoded(Array(bytes.dropLast(6)), nil) }
    #expect(failure?.message.contains("damaged") == true)
  }
}

extension PlatformFailure {
  fileprivate static let missing = PlatformFailure(
    .unexpectedAnswer, store: "test", "no document", remedy: "", mayRetry: false)
}
