/// Answers of the finances interface: groups of two weeks and their events.
import Commerce
import Formats
import Platforms
import Simulation

extension AmazonSimulator {
  private static let groupSeconds: Int64 = 14 * 86_400

  /// The events of a stretch of time, oldest first.
  private func events(_ stretch: Range<Int64>) -> [SimulatedEvent] {
    let events = state.list { data in
      data.orders.flatMap { order -> [SimulatedEvent] in
        // Most orders lie far from the stretch: what they come to is worked out for those within it only.
        let isNear = stretch.contains(order.createdAt + 86_400)
        guard isNear || order.refunds.contains(where: { stretch.contains($0.createdAt) }) else { return [] }
        let view = SimulatedOrder(order, marketplace, options)
        let refunds = order.refunds.map { SimulatedEvent($0, of: view) }
        return ([SimulatedEvent(shipmentOf: view)].compactMap { $0 } + refunds).filter { stretch.contains($0.postedAt) }
      }
    }
    return events.sorted { ($0.postedAt, $0.number) < ($1.postedAt, $1.number) }
  }

  /// Events of a time, of a group or of an order.
  func events(_ call: SimulatedCall, _ route: SimulatedRoute) -> PlatformResponse {
    let purpose = "events \(call.path) \(call.query["PostedAfter"] ?? "") \(call.query["PostedBefore"] ?? "")"
    guard let size = Int(call.query["MaxResultsPerPage"] ?? "100"), (1...100).contains(size),
      let stretch = stretch(call, route)
    else { return invalid(route.operation, "Date range is invalid.") }
    let page: SimulatorMemory.Page?
    do throws(SimulatedRefusal) {
      page = try place(call.query["NextToken"], of: purpose)
    } catch {
      return invalid(route.operation, "Invalid NextToken.")
    }
    var found = events(stretch)
    if call.segments[2] == "orders" {
      found.removeAll { SimulatedIDs.order($0.order.order.id, marketplace) != route.id }
    }
    if let page { found.removeAll { ($0.postedAt, $0.number) <= (page.position, page.id) } }
    let shown = found.prefix(size)
    var next: String?
    if let last = shown.last, found.count > shown.count {
      next = token(behind: page, of: purpose, position: last.postedAt, id: last.number)
    }
    return json(route.operation) { writer in
      writer.object { writer in
        writer.key("payload")
        writer.object { writer in
          if let next { writer.members([("NextToken", next)]) }
          writer.key("FinancialEvents")
          writer.object { writer in
            for (name, isRefund) in [("ShipmentEventList", false), ("RefundEventList", true)] {
              writer.key(name)
              writer.array { writer in
                for event in shown where event.isRefund == isRefund { event.write(to: &writer) }
              }
            }
            writer.key("ServiceFeeEventList")
            writer.array { _ in }
          }
        }
      }
    }
  }

  /// The stretch of time that is asked for; `nil` when it is wrong.
  private func stretch(_ call: SimulatedCall, _ route: SimulatedRoute) -> Range<Int64>? {
    if route.operation == .groupEvents {
      if call.segments[2] == "orders" { return 0..<(state.now + 1) }
      return groups().first { $0.id == route.id }.map { $0.start..<min($0.end, state.now + 1) }
    }
    guard let after = call.query["PostedAfter"].flatMap({ AmazonTime.seconds($0.utf8) }) else { return nil }
    let latest = state.now - 120
    var before = latest
    if let text = call.query["PostedBefore"] {
      guard let end = AmazonTime.seconds(text.utf8), end <= latest else { return nil }
      before = end
    }
    guard after <= before else { return nil }
    // More than 180 days are answered with nothing, and without an error.
    return before - after > 180 * 86_400 ? 0..<0 : after..<before
  }

  /// A group of two weeks.
  private struct Group {
    var id: String
    var start: Int64
    var end: Int64
  }

  private func groups() -> [Group] {
    let start = state.list { $0.plan.span.lowerBound } / 86_400 * 86_400
    guard state.now > start else { return [] }
    return (0...(state.now - start) / Self.groupSeconds).map { number in
      let from = start + number * Self.groupSeconds
      return Group(
        id: "G\(marketplace.country)\(SimulatedIDs.digits(number + 1, 8))", start: from, end: from + Self.groupSeconds)
    }
  }

  /// The groups that began in a time.
  func eventGroups(_ call: SimulatedCall) -> PlatformResponse {
    let purpose = "groups \(call.query["FinancialEventGroupStartedAfter"] ?? "")"
    guard let size = Int(call.query["MaxResultsPerPage"] ?? "100"), (1...100).contains(size) else {
      return invalid(.eventGroups, "Date range is invalid.")
    }
    let page: SimulatorMemory.Page?
    do throws(SimulatedRefusal) {
      page = try place(call.query["NextToken"], of: purpose)
    } catch {
      return invalid(.eventGroups, "Invalid NextToken.")
    }
    let after = AmazonTime.seconds((call.query["FinancialEventGroupStartedAfter"] ?? "").utf8) ?? 0
    let before = AmazonTime.seconds((call.query["FinancialEventGroupStartedBefore"] ?? "").utf8) ?? state.now
    let found = groups().filter { $0.start >= after && $0.start < before && $0.start > page?.position ?? .min }
    let shown = found.prefix(size)
    var next: String?
    if let last = shown.last, found.count > shown.count {
      next = token(behind: page, of: purpose, position: last.start)
    }
    let exponent = Currency(marketplace.currency)?.exponent ?? 2
    return json(.eventGroups) { writer in
      writer.object { writer in
        writer.key("payload")
        writer.object { writer in
          if let next { writer.members([("NextToken", next)]) }
          writer.key("FinancialEventGroupList")
          writer.array { writer in
            for group in shown {
              let total = events(group.start..<min(group.end, state.now + 1)).reduce(Int64(0)) { $0 + $1.total }
              let amount = SimulatedAmount(minor: total, currency: marketplace.currency, exponent: exponent)
              write(group, amount, to: &writer)
            }
          }
        }
      }
    }
  }

  private func write(_ group: Group, _ total: SimulatedAmount, to writer: inout JSONWriter) {
    let isClosed = group.end <= state.now
    writer.object { writer in
      writer.members([
        ("FinancialEventGroupId", group.id), ("ProcessingStatus", isClosed ? "Closed" : "Open"),
        ("FundTransferStatus", isClosed ? "Succeeded" : "Unknown"),
      ])
      writer.moneyNumber("OriginalTotal", total)
      if isClosed {
        writer.moneyNumber("ConvertedTotal", total)
        writer.members([("FundTransferDate", AmazonTime.text(group.end + 86_400)), ("TraceId", "T\(group.id)")])
        writer.members([("AccountTail", "042")])
      }
      writer.moneyNumber(
        "BeginningBalance", SimulatedAmount(minor: 0, currency: total.currency, exponent: total.exponent))
      writer.members([("FinancialEventGroupStart", AmazonTime.text(group.start))])
      if isClosed { writer.members([("FinancialEventGroupEnd", AmazonTime.text(group.end))]) }
    }
  }
}
