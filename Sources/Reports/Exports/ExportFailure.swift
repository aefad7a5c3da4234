import Books
import Pipeline

/// Why the journal cannot be written in a format, each with what to do about it.
enum ExportFailure {
  /// The business file lacks the numbers of DATEV.
  static let noDATEVClient = RunFailure(
    "E8741", .usage, "the business file does not say under which numbers the books are kept in DATEV",
    remedy: #"ask the adviser and add "datev": { "consultant": 29098, "client": 55003 } to it"#)

  /// The books are kept in a currency that the format does not take.
  static func currency(_ format: String, takes: String, not currency: String) -> RunFailure {
    RunFailure(
      "E8742", .usage, "\(format) takes books in \(takes), and these are kept in \(currency)",
      remedy: "export another format, or keep the books of this seller in \(takes)")
  }

  /// An account's number cannot be written.
  static func account(_ account: Account, _ entry: JournalEntry, wants: String) -> RunFailure {
    RunFailure(
      "E8743", .usage,
      "entry \(entry.number): account \"\(account.number)\" (\(account.name)) cannot be written, \(wants)",
      remedy: "give the account another number in the chart of accounts")
  }

  /// An entry has accounts that all work out their tax, and no account is named through which it can go.
  static func noSplitAccount(_ entry: JournalEntry) -> RunFailure {
    RunFailure(
      "E8744", .usage,
      "entry \(entry.number) has no account that a row could be balanced by: all of them work out their tax",
      remedy: #"add "split_account" to "datev" in the business file: an account that is empty after every entry"#)
  }

  /// An amount has more digits than the format.
  static func amount(_ text: String, _ entry: JournalEntry, digits: Int) -> RunFailure {
    RunFailure(
      "E8745", .usage, "entry \(entry.number): \(text) has more than \(digits) digits before the decimal point",
      remedy: "look at the entry: such an amount is hardly right")
  }

  /// An entry is longer than a file may be.
  static func tooLong(_ entry: JournalEntry, lines: Int, format: String, maximum: Int) -> RunFailure {
    RunFailure(
      "E8746", .usage, "entry \(entry.number) has \(lines) lines, and a file for \(format) holds \(maximum)",
      remedy: "book per document instead of per day, or export another format")
  }

  /// Tax codes have no name in the other program.
  static func noTaxNames(_ codes: [String], program: String) -> RunFailure {
    RunFailure(
      "E8747", .usage,
      "the business file has no name that \(program) gives to the tax of \(codes.joined(separator: ", "))",
      remedy:
        #"add them to "xero": { "tax_rates": { "\#(codes.first ?? "")": "20% (VAT on Income)" } }, exactly as \#(program) shows them"#
    )
  }

  /// Goods left from a state in which the business has no VAT id.
  static func noOwnNumber(_ country: String, _ entry: JournalEntry) -> RunFailure {
    RunFailure(
      "E8748", .usage, "entry \(entry.number): goods left from \(country), and the business file has no VAT id there",
      remedy: #"add the registration with its number to "vat_registrations""#)
  }

  /// An export is to be repeated that is not on record.
  static func noSuchExport(_ number: Int64, format: String) -> RunFailure {
    RunFailure(
      "E8749", .usage, "there is no export \(number) of \(format) on record",
      remedy: "shopledger exports lists what has left")
  }
}
