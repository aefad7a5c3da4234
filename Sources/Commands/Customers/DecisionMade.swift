import Formats

/// That a decision was made.
struct DecisionMade: CommandResult {
  let decision: Int64
  let customer: Int64

  var text: String { "decision \(decision); see: shopledger customers show \(customer)\n" }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("decision", decision)
      object.member("customer", customer)
    }
  }
}
