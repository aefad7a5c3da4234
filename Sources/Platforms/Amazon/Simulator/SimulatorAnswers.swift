/// Answers in Amazon's form: JSON with its header fields, and errors word for word.
import Commerce
import Formats
import HTTPTypes
import Platforms
import Simulation
import Synchronization

extension AmazonSimulator {
  /// A good answer to an operation.
  func json(
    _ operation: AmazonOperation, status: Int = 200, _ body: (inout JSONWriter) -> Void
  ) -> PlatformResponse {
    var answer = plain(status, body)
    addRate(operation, to: &answer)
    return answer
  }

  /// JSON with the header fields that all answers have.
  func plain(_ status: Int, _ body: (inout JSONWriter) -> Void) -> PlatformResponse {
    var writer = JSONWriter()
    body(&writer)
    var fields = HTTPFields()
    fields[named: "Content-Type"] = "application/json"
    let (request, trace, gateway) = memory.withLock { ($0.uuid(), $0.letters(24), $0.letters(15)) }
    fields[named: "x-amzn-RequestId"] = request
    fields[named: "X-Amz-Apigw-Id"] = gateway
    fields[named: "X-Amzn-Trace-Id"] = "Root=1-\(trace)"
    return PlatformResponse(
      HTTPResponse(status: .init(code: status), headerFields: fields), body: writer.takeBytes())
  }

  /// An error; the granted rate stands on errors 400 and 404 only.
  func errors(
    _ status: Int, _ code: String, _ message: String, details: String? = nil, operation: AmazonOperation?
  ) -> PlatformResponse {
    var answer = plain(status) { writer in
      writer.object { writer in
        writer.key("errors")
        writer.array { writer in
          writer.object { writer in
            writer.members([("code", code), ("message", message)])
            if let details { writer.members([("details", details)]) }
          }
        }
      }
    }
    answer.head.headerFields[named: "x-amzn-ErrorType"] = "\(code)Exception"
    if let operation, status == 400 || status == 404 { addRate(operation, to: &answer) }
    return answer
  }

  /// A request that is wrong.
  func invalid(_ operation: AmazonOperation, _ message: String = "Invalid Input") -> PlatformResponse {
    errors(400, "InvalidInput", message, operation: operation)
  }

  private func addRate(_ operation: AmazonOperation, to answer: inout PlatformResponse) {
    guard options.countsRequests, let plan = operation.plan else { return }
    answer.head.headerFields[named: "x-amzn-RateLimit-Limit"] = DecimalText.text(plan.rate, scale: 6, atLeast: 1)
  }

  // MARK: Pages

  /// The place that a request's token stands for; `nil` for the first page.
  ///
  /// - Throws: when the token is not one of this purpose, has ended, or has had its use.
  func place(_ token: String?, of purpose: String) throws(SimulatedRefusal) -> SimulatorMemory.Page? {
    guard let token, !token.isEmpty else { return nil }
    let now = state.clock.now()
    let page = memory.withLock { $0.pages[token] }
    guard let page, page.purpose == purpose, page.endsAt > now else { throw SimulatedRefusal() }
    return page
  }

  /// A token for the page behind another.
  func token(
    behind page: SimulatorMemory.Page?, of purpose: String, position: Int64, id: Int64 = 0, seconds: Int64? = nil
  ) -> String {
    let endsAt = state.clock.now() + (seconds ?? options.pageTokenSeconds) * 1_000
    let number = (page?.number ?? 0) + 1
    return memory.withLock { memory in
      memory.issue(
        SimulatorMemory.Page(purpose: purpose, position: position, id: id, endsAt: endsAt, number: number))
    }
  }
}

/// A token that cannot be used.
struct SimulatedRefusal: Error, Sendable {}

extension JSONWriter {
  /// Writes members with text.
  mutating func members(_ members: [(String, String)]) {
    for (name, value) in members {
      key(name)
      string(value)
    }
  }

  /// Writes a member with an amount as v0 has it.
  mutating func moneyV0(_ name: String, _ amount: SimulatedAmount) {
    key(name)
    object { $0.members([("CurrencyCode", amount.currency), ("Amount", amount.text)]) }
  }

  /// Writes a member with an amount as 2026-01-01 has it.
  mutating func money2026(_ name: String, _ amount: SimulatedAmount) {
    key(name)
    object { $0.members([("amount", amount.text), ("currencyCode", amount.currency)]) }
  }

  /// Writes a member with an amount as finances have it: a number.
  mutating func moneyNumber(_ name: String, _ amount: SimulatedAmount) {
    key(name)
    object { writer in
      writer.members([("CurrencyCode", amount.currency)])
      writer.key("CurrencyAmount")
      writer.number(amount.text)
    }
  }

  /// Writes a member that is true or false.
  mutating func flag(_ name: String, _ value: Bool) {
    key(name)
    bool(value)
  }

  /// Writes a member that is a whole number.
  mutating func count(_ name: String, _ value: Int64) {
    key(name)
    integer(value)
  }
}

/// An amount in minor units with its currency.
struct SimulatedAmount: Sendable {
  var minor: Int64
  var currency: String
  var exponent: Int

  var text: String { DecimalText.text(minor, scale: exponent, atLeast: exponent) }
}
