public import Pipeline

/// Why a report or a return cannot be made, each with what to do about it.
public enum ReturnFailure {
  /// The report or return `name` is about a seller, and none was named.
  public static func noBusiness(_ name: String) -> RunFailure {
    RunFailure(
      "E2002", .usage, "\(name) is about a seller, and no business file was named",
      remedy: "name it, as in --business pipelines/business.json")
  }

  /// The business file lacks a registration, which `what` names.
  public static func notRegistered(_ what: String, remedy: String) -> RunFailure {
    RunFailure("E2003", .usage, what, remedy: remedy)
  }

  /// The form has no place for what the return holds, which `what` names.
  public static func formCannotHold(_ what: String, remedy: String) -> RunFailure {
    RunFailure("E2004", .usage, what, remedy: remedy)
  }

  /// A figure that is given by hand is no amount.
  public static func badFigure(_ name: String, _ text: String) -> RunFailure {
    RunFailure(
      "E2005", .usage, "\"\(text)\" is no amount for \(name)",
      remedy: "write it with a decimal point and no more decimals than the currency has, as in --given \(name)=20.00")
  }

  /// The ledger holds documents of other books than the business's, which `what` names.
  static func otherBooks(_ what: String) -> RunFailure {
    RunFailure(
      "E2006", .usage, what,
      remedy: "name the business of these documents with --business; two businesses need a ledger each, see --ledger")
  }

  /// An amount has to be converted and there is no exchange rate for it, which `what` names.
  public static func noFixing(_ what: String) -> RunFailure {
    RunFailure(
      "E7204", .sourceUnavailable, what,
      remedy: "name a newer file of the European Central Bank's reference rates with --rates")
  }
}
