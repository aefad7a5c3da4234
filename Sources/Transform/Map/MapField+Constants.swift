import Columns
import Commerce
import Pipeline

/// The texts that a definition gives in place of cells: one that no cell could be is a mistake of the definition, which is
/// said before a file is read.
extension MapField {
  /// Words that are none of the field's.
  func checkWords(_ words: WordTable, _ names: [String], _ context: inout CompileContext) {
    check(&context) { value, text in
      if words.value(of: text) != nil { return nil }
      return value.diagnostic(
        .unknownName, "field \"\(entry.key)\" is given \"\(text)\", a word that it does not know", allowed: names,
        suggestionFor: text)
    }
  }

  /// Codes that are no currency, and no word or mark that the definition explains.
  func checkCurrencies(_ words: WordTable, _ context: inout CompileContext) {
    check(&context) { value, text in
      if words.value(of: text) != nil || Currency(money: text) != nil { return nil }
      return unknownCurrency(value)
    }
  }

  /// Names of no country.
  func checkCountries(_ context: inout CompileContext) {
    check(&context) { value, text in
      guard CountryNames.standard.lookup(text) == .unknown else { return nil }
      return value.diagnostic(
        .unknownName, "field \"\(entry.key)\" is given \"\(text)\", and no country of that name is known",
        help: "give its ISO code, such as \"DE\"")
    }
  }

  /// Numbers that are not written as the field is read.
  func checkNumbers(_ grammar: NumberGrammar, _ context: inout CompileContext) {
    check(&context) { value, text in
      let parsed = grammar.parse(text)
      if case .value = parsed { return nil }
      let (code, detail) = NumberField.refusal(parsed, entry.key)
      return value.diagnostic(
        .malformedValue, "field \"\(entry.key)\" is given \"\(text)\": \(detail.isEmpty ? code.title : detail)")
    }
  }

  /// Dates that are not written as the field is read, or lack the offset that it needs.
  func checkDates(_ grammar: DateGrammar, offset: Int32?, isDated: Bool, _ context: inout CompileContext) {
    check(&context) { value, text in
      guard case .value(let moment) = grammar.parse(text) else {
        let form = grammar == .auto ? "ISO 8601 has it" : "\"\(grammar.pattern)\" says"
        return value.diagnostic(
          .malformedValue, "field \"\(entry.key)\" is given \"\(text)\", which is no date written as \(form)")
      }
      if isDated || moment.offset != nil || offset != nil { return nil }
      return value.diagnostic(
        .malformedValue, "field \"\(entry.key)\" is given \"\(text)\", a time without an offset from UTC",
        help: "write the offset behind it, or give the field an \"offset\"")
    }
  }

  /// A text that should be the code of a currency and is not.
  func unknownCurrency(_ value: OptionValue) -> Diagnostic {
    let text = value.text ?? ""
    return Diagnostic(
      .unknownName, at: value.node.place,
      "field \"\(entry.key)\" names \"\(text)\", which is no currency of ISO 4217",
      suggestion: Suggestion.nearest(
        to: text, among: Currency.all.filter { $0.exponent != nil }.map(\.code)))
  }

  /// Reports what is wrong with each text that stands in place of cells; one of several readings is told once.
  private func check(_ context: inout CompileContext, _ mistake: (OptionValue, String) -> Diagnostic?) {
    for value in ["value", "default"].compactMap({ record?[$0] }) {
      guard let text = value.text, !text.isEmpty, let diagnostic = mistake(value, text) else { continue }
      context.report(diagnostic)
    }
  }
}

extension WordTable {
  fileprivate func value(of text: String) -> Int32? {
    let bytes = Array(text.utf8)
    return value(of: bytes.span)
  }
}

extension Currency {
  /// The currency of a code of ISO 4217; `nil` for what is no money, such as gold.
  init?(money code: String) {
    guard let currency = Currency(code), currency.exponent != nil else { return nil }
    self = currency
  }
}
