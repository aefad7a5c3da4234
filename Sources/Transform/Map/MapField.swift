import Columns
import Commerce
import Pipeline

/// One entry of the map stage's fields, as the definition states it.
struct MapField {
  /// What an entry may say beside its source column.
  static let options: [OptionSpec] = [
    OptionSpec(
      "from", .either([.text, .list(.text, minimum: 1)]),
      "The source column, or several of which the first that is not blank counts.", example: #"["Id", "Name"]"#),
    OptionSpec("value", .text, "A constant in place of a source column.", example: #""GBP""#),
    OptionSpec("default", .text, "What a blank cell stands for.", example: #""0""#),
    OptionSpec("strip_prefix", .text, "Text to take off the front where it is there.", example: #""'""#),
    OptionSpec("strip_suffix", .text, "Text to take off the end where it is there.", example: #"".0""#),
    OptionSpec(
      "match", .text, "A regular expression whose first group is the value.", example: #""vat_number: (.+)""#),
    OptionSpec(
      "values", .table(.text, allowed: []),
      "What words of the source mean; a * stands for any text at the start or the end of a word.",
      example: #"{ "C*": "refund" }"#),
    OptionSpec(
      "otherwise", .text, "What any other word means; without it such documents are rejected.", example: #""sale""#),
    OptionSpec(
      "format", .text, "How dates are written, in the letters of Unicode's date patterns; default: ISO 8601 only.",
      example: #""yyyy-MM-dd HH:mm:ss Z""#),
    OptionSpec(
      "decimal", .choice([".", ","]),
      "The decimal mark; default: the point, but beside a cell such as 1,5 one such as 1.234 is rejected.",
      example: #"",""#),
    OptionSpec(
      "grouping", .choice([",", ".", " ", "'"]), "What stands between groups of three digits; default: nothing.",
      example: #"".""#),
    OptionSpec(
      "allow_negative", .flag, "Whether sales may have negative quantities; default: they are rejected.",
      example: "true"),
    OptionSpec("required", .flag, "Whether a blank cell rejects the document.", example: "true"),
  ]

  private let entry: OptionEntry
  private let record: OptionValues?
  /// Where its text is taken from.
  let source: CellSource

  /// Resolves the entry's source columns; reports those that the source does not have.
  init?(_ entry: OptionEntry, _ context: inout CompileContext) {
    self.entry = entry
    record = entry.value.record
    var names: [(String, OptionValue)] = []
    if let name = entry.value.text { names = [(name, entry.value)] }
    if let from = record?["from"] {
      names = from.text.map { [($0, from)] } ?? (from.list ?? []).compactMap { item in item.text.map { ($0, item) } }
    }
    let constant = record?.optionalText("value")
    guard !names.isEmpty || constant != nil else {
      context.diagnostics.append(
        entry.keyDiagnostic(.missingKey, "field \"\(entry.key)\" has neither \"from\" nor \"value\""))
      return nil
    }
    var slots: [Int] = []
    for (name, value) in names {
      if let known = context.sourceColumns, !known.contains(name) {
        context.diagnostics.append(
          value.diagnostic(
            .unknownSourceColumn, "field \"\(entry.key)\" is mapped from \"\(name)\", which the source does not have",
            allowed: known, suggestionFor: name))
        continue
      }
      slots.append(context.demand(name))
    }
    source = CellSource(
      columns: slots, names: names.map(\.0), fallback: constant ?? record?.optionalText("default") ?? "",
      prefix: Array((record?.optionalText("strip_prefix") ?? "").utf8),
      suffix: Array((record?.optionalText("strip_suffix") ?? "").utf8))
  }

  /// Whether sales may have negative quantities.
  var allowsNegative: Bool { record?.flag("allow_negative", default: false) ?? false }

  /// Makes what fills the column.
  func compile(_ target: MapTarget, givesTaxDate: Bool, _ context: inout CompileContext) -> [any MappedField] {
    let isRequired = record?.flag("required", default: false) ?? false
    switch target {
    case .text(let key):
      return [TextField(key: key, source: source, isRequired: isRequired, isID: false, pattern: pattern(&context))]
    case .id(let key):
      let always = key == OrderKeys.externalID
      return [
        TextField(key: key, source: source, isRequired: isRequired || always, isID: true, pattern: pattern(&context))
      ]
    case .number(let key):
      let always = key == OrderKeys.quantity || key == OrderKeys.unitPrice
      return [
        NumberField(
          key: key, source: source, grammar: numberGrammar(&context), isRequired: isRequired || always,
          watch: record?.has("decimal") == true ? nil : NotationWatch())
      ]
    case .placedAt:
      guard let grammar = dateGrammar(&context) else { return [] }
      return [
        DateField(givesInstant: true, givesTaxDate: givesTaxDate, source: source, grammar: grammar, isRequired: true)
      ]
    case .taxDate:
      guard let grammar = dateGrammar(&context) else { return [] }
      return [DateField(givesInstant: false, givesTaxDate: true, source: source, grammar: grammar, isRequired: true)]
    case .currency: return [currency(&context)]
    case .country: return [CountryField(source: source)]
    case .flag(let key): return [FlagField(key: key, source: source)]
    case .documentKind:
      return [word(OrderKeys.kind, TransactionKind.allCases.map { ($0.name, $0.rawValue) }, &context)]
    case .lineKind:
      return [word(OrderKeys.lineKind, LineKind.allCases.map { ($0.name, $0.rawValue) }, &context)]
    }
  }

  private func numberGrammar(_ context: inout CompileContext) -> NumberGrammar {
    let decimal = record?.optionalText("decimal") ?? "."
    if record?.optionalText("grouping") == decimal, let value = record?["grouping"] {
      context.diagnostics.append(
        value.diagnostic(
          .conflictingOptions,
          "field \"\(entry.key)\" has \"\(decimal)\" for its decimal mark, so it cannot stand between groups too",
          help: "give the other mark as \"decimal\""))
    }
    let grouping: NumberGrammar.Grouping =
      switch record?.optionalText("grouping") {
      case ",": .comma
      case ".": .point
      case " ": .space
      case "'": .apostrophe
      default: []
      }
    return NumberGrammar(decimalMark: decimal == "," ? .comma : .point, grouping: grouping)
  }

  private func dateGrammar(_ context: inout CompileContext) -> DateGrammar? {
    guard let format = record?["format"], let pattern = format.text else { return .auto }
    do {
      return try DateGrammar(pattern: pattern)
    } catch {
      context.diagnostics.append(
        format.diagnostic(.malformedValue, "field \"\(entry.key)\" has no usable date format: \(error)"))
      return nil
    }
  }

  private func pattern(_ context: inout CompileContext) -> String? {
    guard let match = record?["match"], let pattern = match.text else { return nil }
    do {
      _ = try Regex(pattern)
      return pattern
    } catch {
      context.diagnostics.append(
        match.diagnostic(.malformedValue, "field \"\(entry.key)\" has no usable regular expression: \(error)"))
      return nil
    }
  }

  /// The field of the currency, with the words and marks that the definition lists.
  private func currency(_ context: inout CompileContext) -> CurrencyField {
    var words = WordTable()
    func stored(_ value: OptionValue) -> Int32? {
      guard let currency = value.text.flatMap({ Currency($0) }), currency.exponent != nil else {
        context.diagnostics.append(
          value.diagnostic(
            .unknownName, "field \"\(entry.key)\" names \"\(value.text ?? "")\", which is no currency of ISO 4217"))
        return nil
      }
      return currency.stored
    }
    for entry in record?.entries("values") ?? [] {
      if let currency = stored(entry.value) { words.add(entry.key, currency) }
    }
    return CurrencyField(source: source, words: words, otherwise: record?["otherwise"].flatMap(stored))
  }

  /// A field of words: those the definition lists, then the canonical words themselves.
  private func word<Value>(
    _ key: ColumnKey<Value>, _ canonical: [(String, Int32)], _ context: inout CompileContext
  ) -> WordField<Value> where Value.Stored == Int32 {
    var words = WordTable()
    let byName = Dictionary(canonical, uniquingKeysWith: { first, _ in first })
    let names = canonical.map(\.0)
    for entry in record?.entries("values") ?? [] {
      guard let name = entry.value.text, let value = byName[name] else {
        context.diagnostics.append(
          entry.value.diagnostic(
            .unknownName, "field \"\(key.name)\" maps \"\(entry.key)\" to a word that it does not know", allowed: names,
            suggestionFor: entry.value.text))
        continue
      }
      words.add(entry.key, value)
    }
    for (name, value) in canonical { words.add(name, value) }
    let otherwise = record?.optionalText("otherwise")
    if let otherwise, byName[otherwise] == nil, let value = record?["otherwise"] {
      context.diagnostics.append(
        value.diagnostic(
          .unknownName, "field \"\(key.name)\" knows no \"\(otherwise)\"", allowed: names, suggestionFor: otherwise))
    }
    return WordField(key: key, source: source, words: words, otherwise: otherwise.flatMap { byName[$0] })
  }
}
