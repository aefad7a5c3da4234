import Books
import Commerce
import Tax

/// Reads the business file.
struct BusinessReader {
  var diagnostics: [Diagnostic] = []

  /// The keys of the file, declared once for validation and schema.
  static let options: [OptionSpec] = [
    OptionSpec("$schema", .text, "The JSON Schema that editors complete by.", example: #""business.schema.json""#),
    OptionSpec("legal_name", .text, required: true, "The registered name.", example: #""Beispielwaren GmbH""#),
    OptionSpec("country", .text, required: true, "ISO code of the country of establishment.", example: #""DE""#),
    OptionSpec("base_currency", .text, required: true, "ISO code of the currency of the books.", example: #""EUR""#),
    OptionSpec(
      "time_zone", .text, required: true, "IANA zone that decides the booking day.", example: #""Europe/Berlin""#),
    OptionSpec(
      "chart_of_accounts", .choice(ChartOfAccounts.names), required: true, "Name of the chart of accounts.",
      example: #""skr03""#),
    OptionSpec(
      "accounts", .list(.record(account), minimum: 0),
      "Accounts of the business's own, in place of those of the chart.",
      example: #"[{ "role": "clearing", "party": "paypal", "account": "1371", "name": "PayPal" }]"#),
    OptionSpec(
      "vat_registrations", .list(.record(registration), minimum: 0), "Registrations for VAT or GST.",
      example: #"[{ "country": "DE", "from": "2015-01-01" }]"#),
    OptionSpec(
      "schemes", .list(.record(schemeRegistration), minimum: 0), "Registrations for the one-stop shops.",
      example: #"[{ "scheme": "oss_union", "country": "DE", "from": "2021-07-01" }]"#),
    OptionSpec(
      "distance_sales", .list(.record(distanceSales), minimum: 0),
      "Where sales to consumers of other EU countries are taxed, from the oldest rule to the newest.",
      example: #"[{ "from": "2021-07-01", "taxed_at": "destination" }]"#),
    OptionSpec(
      "fee_suppliers", .list(.record(feeSupplier), minimum: 0),
      "Platforms and payment providers abroad that charge for their services.",
      example: #"[{ "platform": "amazon", "country": "LU", "reverse_charge": true }]"#),
    OptionSpec(
      "privacy", .record(privacy), "How personal data is kept.",
      example: #"{ "key": { "env": "SHOPLEDGER_KEY" } }"#),
    OptionSpec(
      "datev", .record(datev), "Under which numbers an adviser keeps the books in DATEV, for exports to it.",
      example: #"{ "consultant": 29098, "client": 55003 }"#),
    OptionSpec(
      "xero", .record(xero), "What exports to Xero have to know.",
      example: #"{ "tax_rates": { "UK-S": "20% (VAT on Income)", "none": "No VAT" } }"#),
  ]

  private static let privacy: [OptionSpec] = [
    OptionSpec(
      "key", .record(key), required: true,
      "Where the key is kept that personal data is sealed under; by default a file beside the ledger.",
      example: #"{ "file": "/run/secrets/shopledger" }"#)
  ]
  private static let key: [OptionSpec] = [
    OptionSpec("env", .text, "Name of an environment variable.", example: #""SHOPLEDGER_KEY""#),
    OptionSpec(
      "file", .path, "Path of a file that nobody else may read.", example: #""/run/secrets/shopledger""#),
    OptionSpec(
      "command", .list(.text, minimum: 1), "A program that prints the key, and its arguments.",
      example: #"["pass", "show", "shopledger"]"#),
  ]
  private static let period: [OptionSpec] = [
    OptionSpec("from", .date, required: true, "First day.", example: #""2021-07-01""#),
    OptionSpec("to", .date, "Last day; left out while it goes on.", example: #""2024-12-31""#),
  ]
  private static let account: [OptionSpec] = [
    OptionSpec(
      "role", .choice(AccountRole.allCases.map(\.rawValue)), required: true, "What the account is used for.",
      example: #""clearing""#),
    OptionSpec(
      "supply", .choice(SupplyClass.allCases.map(\.rawValue)),
      "How the sale stands towards the tax; left out for any way.", example: #""oss""#),
    OptionSpec("territory", .text, "Code of the territory whose tax it is; left out for any.", example: #""FR""#),
    OptionSpec("rate", .decimal, "The rate in percent; left out for any.", example: #""20""#),
    OptionSpec(
      "party", .text, "Whom the account is with: a platform or a payment provider; left out for anybody.",
      example: #""paypal""#),
    OptionSpec("account", .text, required: true, "Its number or code.", example: #""1371""#),
    OptionSpec("name", .text, "Its name; by default the chart's.", example: #""PayPal""#),
    OptionSpec(
      "type", .choice(AccountType.allCases.map(\.rawValue)),
      "On which side of the books it stands; by default the chart's.",
      example: #""asset""#),
    OptionSpec(
      "automatic", .flag, "Whether the accounting program works out its tax by itself; by default the chart's.",
      example: "true"),
  ]
  private static let feeSupplier: [OptionSpec] = [
    OptionSpec("platform", .text, required: true, "The platform or provider.", example: #""amazon""#),
    OptionSpec("country", .text, required: true, "ISO code of the country that it charges from.", example: #""LU""#),
    OptionSpec(
      "reverse_charge", .flag, required: true,
      "Whether the business owes the tax on all that it charges, as payment services that are exempt are not.",
      example: "true"),
  ]
  private static let registration: [OptionSpec] =
    [
      OptionSpec("country", .text, required: true, "ISO code of the country.", example: #""DE""#),
      OptionSpec("region", .text, "State or province, where taxes are levied by it.", example: #""TX""#),
      OptionSpec("number", .text, "The number.", example: #""DE123456788""#),
    ] + period
  private static let schemeRegistration: [OptionSpec] =
    [
      OptionSpec(
        "scheme", .choice(Business.Scheme.allCases.map(\.rawValue)), required: true, "Which one.",
        example: #""oss_union""#)
    ] + registration
  private static let distanceSales: [OptionSpec] = [
    OptionSpec("from", .date, required: true, "First day.", example: #""2021-07-01""#),
    OptionSpec(
      "at", .text,
      "When on the first day, with the offset: the instant of the sale that crossed a threshold; default: midnight.",
      example: #""2026-03-05T14:30:00+01:00""#),
    OptionSpec(
      "taxed_at", .choice(Business.TaxedAt.allCases.map(\.rawValue)), required: true,
      "In the seller's country or in the buyer's.", example: #""destination""#),
  ]

  /// The seller; `nil` when something of it cannot be read.
  mutating func read(_ text: DefinitionText) -> Business? {
    guard let values = SettingsFile.read(text, Self.options, name: "the business file", &diagnostics) else {
      return nil
    }
    let country = values.country("country", &diagnostics)
    let currency = values.currency("base_currency", &diagnostics)
    let zone = values.timeZone("time_zone", &diagnostics)
    let registrations = values.list("vat_registrations").compactMap(\.record).compactMap { registration($0) }
    let schemes = values.list("schemes").compactMap(\.record).compactMap { schemeRegistration($0) }
    let rules = distanceSales(values)
    let key = key(values)
    let accounts = accounts(values)
    let datev = values.record("datev").map { datevClient($0) }
    let suppliers = feeSuppliers(values)
    guard let country, let currency, let zone, !diagnostics.hasErrors else { return nil }
    var business = Business(
      legalName: values.text("legal_name"), country: country, baseCurrency: currency, timeZone: zone,
      chartOfAccounts: values.text("chart_of_accounts"), vatRegistrations: registrations, schemes: schemes,
      distanceSales: rules)
    business.key = key
    business.accounts = accounts
    business.datev = datev
    business.xeroTaxRates = xeroTaxRates(values.record("xero"))
    business.feeSuppliers = suppliers
    return business
  }

  private mutating func feeSuppliers(_ values: OptionValues) -> [Business.FeeSupplier] {
    var suppliers: [Business.FeeSupplier] = []
    for item in values.list("fee_suppliers").compactMap(\.record) {
      guard let country = item.country("country", &diagnostics) else { continue }
      suppliers.append(
        Business.FeeSupplier(
          platform: item.text("platform").lowercased(), country: country,
          isReverseCharge: item.flag("reverse_charge", default: false)))
    }
    return suppliers
  }

  /// The business's own accounts; what is wrong with them is said where it stands.
  private mutating func accounts(_ values: OptionValues) -> [AccountMapping] {
    var mappings: [AccountMapping] = []
    var places: [AccountMapping: OptionValues] = [:]
    for item in values.list("accounts").compactMap(\.record) {
      guard let mapping = account(item) else { continue }
      mappings.append(mapping)
      places[mapping] = item
    }
    do throws(AccountMappingFaults) {
      _ = try ChartOfAccounts.named(values.text("chart_of_accounts"))?.overriding(mappings)
    } catch {
      for fault in error.all {
        guard let item = places[fault.mapping] else { continue }
        diagnostics.append(item.diagnostic(.conflictingOptions, at: "account", fault.sentence))
      }
    }
    return mappings
  }

  private mutating func account(_ item: OptionValues) -> AccountMapping? {
    guard let role = AccountRole(rawValue: item.text("role")) else { return nil }
    var mapping = AccountMapping(role, account: item.text("account"), name: item.optionalText("name"))
    mapping.supply = item.optionalText("supply").flatMap(SupplyClass.init)
    mapping.party = item.optionalText("party")?.lowercased() ?? ""
    mapping.type = item.optionalText("type").flatMap(AccountType.init)
    if item.has("automatic") { mapping.worksOutTax = item.flag("automatic", default: false) }
    if let code = item.optionalText("territory") {
      mapping.territory = Territory(code)
      if mapping.territory == nil {
        diagnostics.append(
          item.diagnostic(.malformedValue, at: "territory", "\"\(code)\" is no code of a territory such as \"FR\""))
      }
    }
    if let percent = item.decimal("rate") {
      mapping.rate = TaxRate(percent)
      if mapping.rate == nil {
        diagnostics.append(item.diagnostic(.malformedValue, at: "rate", "\"\(percent)\" is no rate in percent"))
      }
    }
    return mapping
  }

  private mutating func key(_ values: OptionValues) -> KeySource? {
    guard let entry = values.record("privacy")?["key"], let record = entry.record else { return nil }
    let command = record.texts("command")
    switch (record.optionalText("env"), record.optionalText("file"), command.isEmpty) {
    case (let name?, nil, true): return .environment(name)
    case (nil, let path?, true): return .file(path)
    case (nil, nil, false): return .command(command)
    default:
      let message = "\(entry.name) needs one of \"env\", \"file\" and \"command\""
      diagnostics.append(entry.diagnostic(.conflictingOptions, message))
      return nil
    }
  }

  private mutating func registration(_ values: OptionValues) -> Business.VATRegistration? {
    let period = values.period(&diagnostics)
    guard let country = values.country("country", &diagnostics), let period else { return nil }
    return Business.VATRegistration(
      country: country, region: values.optionalText("region"), number: values.optionalText("number"), period: period)
  }

  private mutating func schemeRegistration(_ values: OptionValues) -> Business.SchemeRegistration? {
    guard let registration = registration(values), let scheme = Business.Scheme(rawValue: values.text("scheme"))
    else { return nil }
    return Business.SchemeRegistration(
      scheme: scheme, country: registration.country, number: registration.number, period: registration.period)
  }

  private mutating func distanceSales(_ values: OptionValues) -> [Business.DistanceSalesRule] {
    var rules: [Business.DistanceSalesRule] = []
    for item in values.list("distance_sales").compactMap(\.record) {
      guard let from = item.date("from"), let taxedAt = Business.TaxedAt(rawValue: item.text("taxed_at")) else {
        continue
      }
      let at = item.instant("at", &diagnostics)
      if let at, (-1...1).allSatisfy({ at.local(offset: 43_200 * $0).date != from }) {
        let message = "\(at) is no instant of the day \(from), from which the rule holds"
        diagnostics.append(item.diagnostic(.datesOutOfOrder, at: "at", message))
      }
      if let last = rules.last, from <= last.from {
        let message = "distance sales rule from \(from) stands after the one from \(last.from)"
        diagnostics.append(item.diagnostic(.datesOutOfOrder, at: "from", message))
      }
      rules.append(Business.DistanceSalesRule(from: from, at: at, taxedAt: taxedAt))
    }
    return rules
  }
}
