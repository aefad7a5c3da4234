import Commerce

/// What the business file and the stores file have in common: one object of declared keys, and codes of commerce.
enum SettingsFile {
  /// The keys of a file once all of them can be read.
  static func read(
    _ text: DefinitionText, _ options: [OptionSpec], name: String, _ diagnostics: inout [Diagnostic]
  ) -> OptionValues? {
    let tree = DefinitionTree.read(text)
    diagnostics += tree.diagnostics
    guard let root = tree.value else { return nil }
    let owner = OptionOwner(noun: "key", name: name)
    var checker = OptionChecker()
    let isReadable = checker.check(root, options, owner: owner)
    diagnostics += checker.diagnostics
    return isReadable ? OptionValues(root, owner: owner) : nil
  }
}

extension OptionValue {
  /// The country of an ISO code.
  func country(_ diagnostics: inout [Diagnostic]) -> Country? {
    checked("an ISO 3166 code of two capital letters such as \"DE\"", &diagnostics, meant: Self.countryCode) {
      Country($0)
    }
  }

  /// The currency of an ISO code; it must be money.
  func currency(_ diagnostics: inout [Diagnostic]) -> Currency? {
    checked("an ISO 4217 code of three capital letters such as \"EUR\"", &diagnostics, meant: Self.currencyCode) {
      code in
      Currency(code).flatMap { $0.exponent == nil ? nil : $0 }
    }
  }

  /// The name of a time zone; whether the zone exists is for the one who uses it.
  func timeZone(_ diagnostics: inout [Diagnostic]) -> String? {
    checked("an IANA time zone such as \"Europe/Berlin\"", &diagnostics) { name in
      name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
        String($0.filter { $0 != "+" }).isName
      } ? name : nil
    }
  }

  /// The instant of a date and time with its offset.
  func instant(_ diagnostics: inout [Diagnostic]) -> Instant? {
    checked("a date and time with its offset such as \"2026-03-05T14:30:00+01:00\"", &diagnostics) { text in
      guard case .value(let moment) = DateGrammar.auto.parse(text), moment.offset != nil else { return nil }
      return moment.instant()
    }
  }

  private func checked<Value>(
    _ form: String, _ diagnostics: inout [Diagnostic], meant: (String) -> String? = { _ in nil },
    _ parse: (String) -> Value?
  ) -> Value? {
    guard let text else { return nil }
    if let value = parse(text) { return value }
    let message = "\(name) must be \(form), not \"\(text)\""
    diagnostics.append(Diagnostic(.malformedValue, at: node.place, message, suggestion: meant(text)))
    return nil
  }

  /// The code of a country that is named in another way.
  private static func countryCode(_ text: String) -> String? {
    guard case .country(let country, _) = CountryNames.standard.lookup(text) else { return nil }
    return country.code
  }

  /// The code of a currency that is written in small letters.
  private static func currencyCode(_ text: String) -> String? {
    Currency(text.uppercased()).flatMap { $0.exponent == nil ? nil : $0.code }
  }
}

extension OptionValues {
  /// The country of a key; `nil` when it is not given or no code.
  func country(_ key: String, _ diagnostics: inout [Diagnostic]) -> Country? { self[key]?.country(&diagnostics) }

  /// The currency of a key; `nil` when it is not given or no code.
  func currency(_ key: String, _ diagnostics: inout [Diagnostic]) -> Currency? { self[key]?.currency(&diagnostics) }

  /// The instant of a key; `nil` when it is not given or none.
  func instant(_ key: String, _ diagnostics: inout [Diagnostic]) -> Instant? { self[key]?.instant(&diagnostics) }

  /// The time zone of a key; `nil` when it is not given or no name.
  func timeZone(_ key: String, _ diagnostics: inout [Diagnostic]) -> String? { self[key]?.timeZone(&diagnostics) }

  /// The period of the keys `from` and `to`.
  func period(_ diagnostics: inout [Diagnostic]) -> ValidityPeriod? {
    guard let from = date("from") else { return nil }
    let last = date("to")
    if let last, last < from {
      diagnostics.append(diagnostic(.datesOutOfOrder, at: "to", "last day \(last) lies before first day \(from)"))
    }
    return ValidityPeriod(from: from, to: last)
  }
}
