import Commerce

/// What the business file says for exports of the journal.
extension BusinessReader {
  /// The keys of `datev`.
  static let datev: [OptionSpec] = [
    OptionSpec(
      "consultant", .integer(DATEVClient.consultants), required: true, "The adviser's number (Beraternummer).",
      example: "29098"),
    OptionSpec(
      "client", .integer(DATEVClient.clients), required: true, "The client's number there (Mandantennummer).",
      example: "55003"),
    OptionSpec(
      "fiscal_year_start", .integer(1...12), "The month with which the fiscal year begins; default: 1.", example: "1"),
    OptionSpec(
      "account_length", .integer(DATEVClient.accountLengths), "Digits of G/L accounts there; default: 4.",
      example: "4"),
    OptionSpec("initials", .text, "Initials of whoever exports, two capital letters.", example: #""WD""#),
    OptionSpec(
      "final", .flag, "Whether batches can no longer be changed once imported (Festschreibung); default: false.",
      example: "true"),
    OptionSpec(
      "split_account", .text,
      "The account through which entries go whose accounts all work out their tax; default: 1590 of SKR03, 1370 of SKR04.",
      example: #""1590""#),
  ]

  /// The keys of `xero`.
  static let xero: [OptionSpec] = [
    OptionSpec(
      "tax_rates", .table(.text, allowed: []), required: true,
      "The name that Xero shows for each tax, by tax code; \"none\" for no tax.",
      example: #"{ "UK-S": "20% (VAT on Income)", "none": "No VAT" }"#)
  ]

  /// The numbers of an adviser who uses DATEV.
  mutating func datevClient(_ values: OptionValues) -> DATEVClient {
    var client = DATEVClient(
      consultant: values.integer("consultant", default: 0), client: values.integer("client", default: 0))
    client.fiscalYearStart = values.integer("fiscal_year_start", default: client.fiscalYearStart)
    client.accountLength = values.integer("account_length", default: client.accountLength)
    client.isFinal = values.flag("final", default: client.isFinal)
    if let initials = values.optionalText("initials") {
      if initials.utf8.count == 2, initials.utf8.allSatisfy({ 0x41...0x5A ~= $0 }) {
        client.initials = initials
      } else {
        let message = "initials are two capital letters, not \"\(initials)\""
        diagnostics.append(values.diagnostic(.malformedValue, at: "initials", message))
      }
    }
    if let account = values.optionalText("split_account") {
      if 1...client.accountLength ~= account.utf8.count, account.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) {
        client.splitAccount = account
      } else {
        let message = "an account has up to \(client.accountLength) digits, and \"\(account)\" is none"
        diagnostics.append(values.diagnostic(.malformedValue, at: "split_account", message))
      }
    }
    return client
  }

  /// The names of taxes, by tax code.
  func xeroTaxRates(_ values: OptionValues?) -> [String: String] {
    let entries = values?.entries("tax_rates") ?? []
    return Dictionary(entries.compactMap { entry in entry.value.text.map { (entry.key, $0) } }) { first, _ in first }
  }
}
