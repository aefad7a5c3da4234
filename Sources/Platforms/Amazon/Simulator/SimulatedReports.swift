/// Reports: asked for, made after a while of the clock, and fetched as files.
import Commerce
import Formats
import HTTPTypes
import Platforms
import Simulation
import Synchronization

extension AmazonSimulator {
  private static let path = "/reports/2021-06-30"

  /// Takes an order for a report.
  func createReport(_ call: SimulatedCall) -> PlatformResponse {
    func refuse(_ details: String) -> PlatformResponse {
      errors(400, "400", "Invalid input", details: details, operation: .createReport)
    }
    guard let payload = call.json else { return refuse("Invalid input") }
    let reader = PayloadReader(payload)
    guard let type = reader.string("reportType", of: payload.root),
      type.hasPrefix("GET_") || type == "SC_VAT_TAX_REPORT",
      !payload.elements(of: reader.member("marketplaceIds", of: payload.root)).map({ _ in 0 }).isEmpty,
      !type.hasPrefix(ReportTypes.automaticStart)
    else { return refuse("Invalid input") }
    let start = reader.string("dataStartTime", of: payload.root).flatMap { AmazonTime.seconds($0.utf8) }
    let end = reader.string("dataEndTime", of: payload.root).flatMap { AmazonTime.seconds($0.utf8) } ?? state.now
    var window: Range<Int64>?
    var isCancelled = false
    if let start {
      guard start <= end else { return refuse("Invalid input") }
      if let longest = ReportTypes.longest(type), end - start > longest {
        return refuse("Date range exceeded. Report can be requested only upto 30 days")
      }
      // VAT calculations count whole days: none lie between a day and itself.
      isCancelled = type == "SC_VAT_TAX_REPORT" && start / 86_400 == end / 86_400
      window = start..<end
    }
    let now = state.now
    let id = memory.withLock { memory in
      let id = "\(50_000 + memory.reports.count)021"
      memory.reports[id] = SimulatorMemory.Report(
        type: type, createdAt: now, window: window, isCancelled: isCancelled)
      return id
    }
    return json(.createReport, status: 202) { $0.object { $0.members([("reportId", id)]) } }
  }

  /// The reports that there are: those asked for, and settlements that Amazon makes by itself every two weeks.
  private func allReports() -> [(id: String, report: SimulatorMemory.Report)] {
    let asked = memory.withLock { $0.reports }.map { (id: $0.key, report: $0.value) }
    let start = state.list { $0.plan.span.lowerBound } / 86_400 * 86_400
    let step: Int64 = 14 * 86_400
    let settlements = (1...max(1, (state.now - start) / step)).compactMap {
      number -> (id: String, report: SimulatorMemory.Report)? in
      let end = start + number * step
      guard end <= state.now else { return nil }
      return (
        "7\(SimulatedIDs.digits(number, 6))021",
        SimulatorMemory.Report(
          type: "GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2", createdAt: end, window: end - step..<end,
          isCancelled: false)
      )
    }
    let oldest = state.now - 90 * 86_400
    return (asked + settlements).filter { $0.report.createdAt >= oldest }
      .sorted { ($0.report.createdAt, $0.id) > ($1.report.createdAt, $1.id) }
  }

  private func status(_ report: SimulatorMemory.Report) -> String {
    let age = state.now - report.createdAt
    if report.type.hasPrefix(ReportTypes.automaticStart) { return "DONE" }
    if age < 10 { return "IN_QUEUE" }
    if report.isCancelled { return "CANCELLED" }
    return age < 60 ? "IN_PROGRESS" : "DONE"
  }

  private func write(_ id: String, _ report: SimulatorMemory.Report, to writer: inout JSONWriter) {
    let status = status(report)
    writer.object { writer in
      writer.members([("reportId", id), ("reportType", report.type)])
      if let window = report.window {
        writer.members([
          ("dataStartTime", AmazonTime.text(window.lowerBound)), ("dataEndTime", AmazonTime.text(window.upperBound)),
        ])
      }
      writer.key("marketplaceIds")
      writer.array { $0.string(marketplace.id) }
      writer.members([("createdTime", AmazonTime.text(report.createdAt)), ("processingStatus", status)])
      guard status == "DONE" else { return }
      writer.members([
        ("processingStartTime", AmazonTime.text(report.createdAt)),
        ("processingEndTime", AmazonTime.text(report.createdAt)),
        ("reportDocumentId", "amzn1.spdoc.1.3.\(id)"),
      ])
    }
  }

  /// How far a report is.
  func report(_ route: SimulatedRoute) -> PlatformResponse {
    guard let known = allReports().first(where: { $0.id == route.id }) else {
      return errors(404, "NotFound", "Report \(route.id.prefix(40)) not found.", details: "", operation: .report)
    }
    return json(.report) { write(known.id, known.report, to: &$0) }
  }

  /// A list of reports.
  func reports(_ call: SimulatedCall) -> PlatformResponse {
    func refuse(_ details: String) -> PlatformResponse {
      errors(400, "400", "Invalid input", details: details, operation: .listReports)
    }
    let token = call.query["nextToken"]
    if token != nil, call.query.items.count > 1 { return refuse("nextToken must be the only parameter") }
    var types = call.list("reportTypes")
    let page: SimulatorMemory.Page?
    do throws(SimulatedRefusal) {
      // The token alone tells what is asked for.
      let purpose = token.flatMap { token in memory.withLock { $0.pages[token]?.purpose } }
      page = try place(token, of: purpose ?? "")
      if let purpose { types = purpose.split(separator: " ").dropFirst().map(String.init) }
    } catch {
      return refuse("Invalid nextToken")
    }
    guard !types.isEmpty else { return refuse("reportTypes is required") }
    if let since = call.query["createdSince"].flatMap({ AmazonTime.seconds($0.utf8) }), since <= state.now - 90 * 86_400
    {
      return refuse("createdSince must be within 90 days")
    }
    let since = call.query["createdSince"].flatMap { AmazonTime.seconds($0.utf8) } ?? .min
    let statuses = call.list("processingStatuses")
    let size = Int(call.query["pageSize"] ?? "10") ?? 10
    let found = allReports().filter { entry in
      types.contains(entry.report.type) && entry.report.createdAt >= since
        && (statuses.isEmpty || statuses.contains(status(entry.report)))
    }
    let rest = found.dropFirst(Int(page?.position ?? 0))
    let shown = rest.prefix(min(max(size, 1), 100))
    var next: String?
    if rest.count > shown.count {
      next = self.token(
        behind: page, of: (["reports"] + types).joined(separator: " "),
        position: (page?.position ?? 0) + Int64(shown.count))
    }
    return json(.listReports) { writer in
      writer.object { writer in
        writer.key("reports")
        writer.array { writer in
          for entry in shown { write(entry.id, entry.report, to: &writer) }
        }
        if let next { writer.members([("nextToken", next)]) }
      }
    }
  }

  // MARK: Documents

  /// The address of a document; that of a report with personal data takes a restricted token.
  func reportDocument(_ call: SimulatedCall, _ route: SimulatedRoute) -> PlatformResponse {
    let id = route.id.split(separator: ".").last.map(String.init) ?? ""
    guard let known = allReports().first(where: { $0.id == id }), status(known.report) == "DONE" else {
      return errors(404, "NotFound", "Document not found.", details: "", operation: .reportDocument)
    }
    if ReportRequest(known.report.type).isRestricted, !isOpened(call) { return denied("") }
    let endsAt = state.clock.now() + 300_000
    let secret = memory.withLock { memory in
      let secret = memory.letters(32)
      memory.addresses[secret] = endsAt
      return secret
    }
    // Where the simulator is reached over the network, its documents lie beside it.
    let host =
      call.authority.hasSuffix("amazon.com")
      ? "https://tortuga-prod.s3.amazonaws.com" : "\(call.scheme)://\(call.authority)"
    return json(.reportDocument) { writer in
      writer.object { writer in
        writer.members([
          ("reportDocumentId", route.id), ("compressionAlgorithm", "GZIP"),
          ("url", "\(host)/simulated-documents/\(id)?X-Amz-Expires=300&X-Amz-Signature=\(secret)"),
        ])
      }
    }
  }

  /// A document's file: packed, whatever the header says of its encoding.
  func documentFile(_ call: SimulatedCall) -> PlatformResponse {
    let secret = call.query["X-Amz-Signature"] ?? ""
    let now = state.clock.now()
    var fields = HTTPFields()
    guard let endsAt = memory.withLock({ $0.addresses[secret] }), endsAt > now,
      let known = allReports().first(where: { $0.id == call.segments.last })
    else {
      fields[named: "Content-Type"] = "application/xml"
      let text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message>"
        + "<X-Amz-Expires>300</X-Amz-Expires></Error>"
      return PlatformResponse(HTTPResponse(status: .init(code: 403), headerFields: fields), body: Array(text.utf8))
    }
    fields[named: "Content-Type"] = "text/plain; charset=Cp1252"
    fields[named: "Content-Encoding"] = "identity"
    let text = SimulatedFlatFile(marketplace, options).text(known.report, state)
    return PlatformResponse(
      HTTPResponse(status: .init(code: 200), headerFields: fields), body: Self.packed(Self.cp1252(text)))
  }

  /// Text as Amazon encodes it: what the code page has no letter for becomes a question mark.
  private static func cp1252(_ text: String) -> [UInt8] {
    let special: [UInt32: UInt8] = [
      0x20AC: 0x80, 0x201A: 0x82, 0x201E: 0x84, 0x2026: 0x85, 0x160: 0x8A, 0x17D: 0x8E, 0x2018: 0x91, 0x2019: 0x92,
      0x201C: 0x93, 0x201D: 0x94, 0x2013: 0x96, 0x2014: 0x97, 0x161: 0x9A, 0x17E: 0x9E,
    ]
    return text.unicodeScalars.map { scalar in
      switch scalar.value {
      case 0..<0x80, 0xA0...0xFF: UInt8(scalar.value)
      default: special[scalar.value] ?? UInt8(ascii: "?")
      }
    }
  }

  private static func packed(_ bytes: [UInt8]) -> [UInt8] {
    do throws(FormatError) {
      var writer = GzipWriter(MemorySink())
      try writer.write(bytes)
      return try writer.finish().bytes
    } catch {
      return bytes
    }
  }
}

/// The text of reports.
struct SimulatedFlatFile {
  private let marketplace: AmazonMarketplace
  private let options: AmazonSimulator.Options

  init(_ marketplace: AmazonMarketplace, _ options: AmazonSimulator.Options) {
    self.marketplace = marketplace
    self.options = options
  }

  /// The text of a report: the all-orders report is made of the shop, any other is a header only.
  func text(_ report: SimulatorMemory.Report, _ state: ShopState) -> String {
    guard report.type.hasPrefix("GET_FLAT_FILE_ALL_ORDERS_DATA") else { return "no-data\r\n" }
    let isByUpdate = report.type.contains("LAST_UPDATE")
    let orders = state.list { data in
      data.orders.filter { order in
        report.window?.contains(isByUpdate ? order.updatedAt : order.createdAt) ?? true
      }
    }
    let columns = [
      "amazon-order-id", "merchant-order-id", "purchase-date", "last-updated-date", "order-status",
      "fulfillment-channel", "sales-channel", "order-channel", "ship-service-level", "product-name", "sku", "asin",
      "item-status", "quantity", "currency", "item-price", "item-tax", "shipping-price", "shipping-tax",
      "gift-wrap-price", "gift-wrap-tax", "item-promotion-discount", "ship-promotion-discount", "ship-city",
      "ship-state", "ship-postal-code", "ship-country", "promotion-ids", "is-business-order", "purchase-order-number",
      "price-designation",
    ]
    var lines = [columns.joined(separator: "\t")]
    for order in orders {
      let view = SimulatedOrder(order, marketplace, options)
      for item in view.items { lines.append(line(item, view).joined(separator: "\t")) }
    }
    return lines.map { $0 + "\r\n" }.joined()
  }

  private func line(_ item: SimulatedOrder.Item, _ view: SimulatedOrder) -> [String] {
    let order = view.order
    let id = SimulatedIDs.order(order.id, marketplace)
    func money(_ minor: Int64) -> String { view.hasAmounts ? view.amount(minor).text : "" }
    return [
      id, id, AmazonTime.offsetText(order.createdAt), AmazonTime.offsetText(order.updatedAt),
      view.status == "Canceled" ? "Cancelled" : view.status, order.isSentByPlatform ? "Amazon" : "Merchant",
      marketplace.name, "", "Standard", item.line.title, item.line.sku, SimulatedIDs.asin(item.line.variant),
      view.status == "Canceled" ? "Cancelled" : view.status, "\(item.line.quantity)",
      view.hasAmounts ? marketplace.currency : "", money(item.price), money(item.tax), money(item.shipping),
      money(item.shippingTax), money(item.giftWrap), money(item.giftWrapTax), money(item.discount), "",
      order.address.city, order.address.region, order.address.postcode, order.address.country.code, "",
      order.vatID == nil ? "false" : "true", "", "",
    ]
  }
}
