/// Why something cannot be done with a customer.
import Pipeline

enum CustomerFailure {
  /// There is no customer of that number.
  static func unknown(_ number: Int64) -> RunFailure {
    RunFailure(
      "E2101", .usage, "there is no customer \(number) in the ledger",
      remedy: "\"shopledger customers list\" has the numbers; any contact's number names its customer")
  }

  /// There is no decision of that number that holds.
  static func noDecision(_ number: Int64) -> RunFailure {
    RunFailure(
      "E2102", .usage, "there is no decision \(number) that holds",
      remedy: "\"shopledger customers show\" has the decisions about a customer")
  }

  /// A split stands between customers that were to be merged.
  static func fenced(_ numbers: [Int64]) -> RunFailure {
    RunFailure(
      "E2103", .usage,
      "customers \(numbers.map(String.init).joined(separator: " and ")) were split by a decision that holds",
      remedy: "take that decision back first: shopledger customers undo")
  }

  /// What was told of a contact does not open.
  static func unreadable(_ contact: Int64) -> RunFailure {
    RunFailure(
      "E8207", .destinationUnavailable, "what is sealed of contact \(contact) was changed or belongs to another one",
      remedy: "restore the ledger and its keys from the same backup; all figures are readable as they are")
  }
}
