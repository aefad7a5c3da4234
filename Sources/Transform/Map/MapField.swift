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
    OptionSpec(
      "join", .text,
      "Reads the columns that are not blank as one text, with this between them, in place of the first of them.",
      example: #""/""#),
    OptionSpec("sum", .flag, "Adds up the numbers of the columns in place of taking the first.", example: "true"),
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
      "offset", .text, "The offset from UTC of times that are written without one; default: none is known.",
      example: #""+00:00""#),
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

  let entry: OptionEntry
  let record: OptionValues?
  private let target: MapTarget
  /// Where its text is taken from.
  let source: CellSource

  /// Resolves the entry's source columns; reports those that the source does not have.
  init?(
    _ entry: OptionEntry, _ target: MapTarget, _ joins: inout [JoinedColumns], _ context: inout CompileContext
  ) {
    self.entry = entry
    self.target = target
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
    if let separator = record?.optionalText("join"), slots.count > 1 {
      joins.append(JoinedColumns(columns: slots, separator: Array(separator.utf8)))
      slots = [JoinedColumns.slot(joins.count - 1)]
    }
    source = CellSource(
      columns: slots, names: names.map(\.0), fallback: constant ?? record?.optionalText("default") ?? "",
      prefix: Array((record?.optionalText("strip_prefix") ?? "").utf8),
      suffix: Array((record?.optionalText("strip_suffix") ?? "").utf8))
  }

  /// Whether sales may have negative quantities.
  var allowsNegative: Bool { record?.flag("allow_negative", default: false) ?? false }

  /// Makes what fills the column; `names` are the fields that the definition maps.
  func compile(besides names: Set<String>, _ context: inout CompileContext) -> [any MappedField] {
    let isRequired = record?.flag("required", default: false) == true || target.isFilled
    switch target.reading {
    case .text(let key):
      return [TextField(key: key, source: source, isRequired: isRequired, isID: false, pattern: pattern(&context))]
    case .id(let key):
      return [TextField(key: key, source: source, isRequired: isRequired, isID: true, pattern: pattern(&context))]
    case .number(let key): return number(key, isRequired, &context)
    case .moment(let instant, let day):
      guard let grammar = dateGrammar(&context), let offset = offset(&context) else { return [] }
      checkDates(grammar, offset: offset.seconds, isDated: day != nil, &context)
      let own = day.flatMap { $0.name == target.name || !names.contains($0.name) ? $0 : nil }
      return [
        DateField(
          instant: instant, day: own, isDated: day != nil, assumedOffset: offset.seconds, source: source,
          grammar: grammar,
          isRequired: isRequired)
      ]
    case .currency(let key): return [currency(key, isRequired, &context)]
    case .country:
      checkCountries(&context)
      return [CountryField(source: source)]
    case .plainCountry(let key):
      checkCountries(&context)
      return [PlainCountryField(key: key, source: source)]
    case .flag(let key):
      let words = flagWords(&context)
      checkWords(words, ["true", "false"], &context)
      return [FlagField(key: key, source: source, words: words)]
    case .word(let key, let words): return [word(key, words, isFilled: isRequired || target.isDemanded, &context)]
    }
  }

  private func number(
    _ key: ColumnKey<Exact>, _ isRequired: Bool, _ context: inout CompileContext
  ) -> [any MappedField] {
    let grammar = numberGrammar(&context)
    checkNumbers(grammar, &context)
    guard record?.flag("sum", default: false) == true else {
      return [
        NumberField(
          key: key, source: source, grammar: grammar, isRequired: isRequired,
          watch: record?.has("decimal") == true ? nil : NotationWatch())
      ]
    }
    if record?.has("decimal") != true, let value = record?["sum"] {
      context.diagnostics.append(
        value.diagnostic(
          .conflictingOptions, "field \"\(entry.key)\" adds up numbers, so their \"decimal\" mark must be declared",
          allowed: [".", ","]))
    }
    return [SumField(key: key, source: source, grammar: grammar, isRequired: isRequired)]
  }

  /// The offset that times without one have; `nil` when what the definition says is none.
  private func offset(_ context: inout CompileContext) -> AssumedOffset? {
    guard let value = record?["offset"], let text = value.text else { return AssumedOffset(seconds: nil) }
    let sample = Array("2000-01-01T00:00:00\(text)".utf8)
    if case .value(let moment) = DateGrammar.auto.parse(sample.span), let offset = moment.offset {
      return AssumedOffset(seconds: offset)
    }
    context.diagnostics.append(
      value.diagnostic(
        .malformedValue, "field \"\(entry.key)\" has no usable offset from UTC: write it as \"+01:00\" or \"Z\""))
    return nil
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
      context.report(
        Diagnostic(
          .malformedValue, at: format.node.place,
          "field \"\(entry.key)\" has no usable date format: \(error.sentence)", allowed: DatePatternFault.fields,
          suggestion: error.mended(pattern)))
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
  private func currency(
    _ key: ColumnKey<Currency>, _ isRequired: Bool, _ context: inout CompileContext
  ) -> CurrencyField {
    var words = WordTable()
    func stored(_ value: OptionValue) -> Int32? {
      guard let currency = Currency(money: value.text ?? "") else {
        context.report(unknownCurrency(value))
        return nil
      }
      return currency.stored
    }
    for entry in record?.entries("values") ?? [] {
      if let currency = stored(entry.value) { words.add(entry.key, currency) }
    }
    if record?.has("otherwise") != true { checkCurrencies(words, &context) }
    return CurrencyField(
      key: key, source: source, words: words, otherwise: record?["otherwise"].flatMap(stored), isRequired: isRequired)
  }

  private func flagWords(_ context: inout CompileContext) -> WordTable {
    var own: [(String, Bool)] = []
    for entry in record?.entries("values") ?? [] {
      guard let name = entry.value.text, let isTrue = ["true": true, "false": false][name] else {
        context.diagnostics.append(
          entry.value.diagnostic(
            .unknownName, "field \"\(target.name)\" maps \"\(entry.key)\" to a word that it does not know",
            allowed: ["true", "false"]))
        continue
      }
      own.append((entry.key, isTrue))
    }
    return FlagField.words(after: own)
  }

  /// A field of words: those the definition lists, then the canonical words themselves.
  private func word(
    _ key: ColumnKey<Int32>, _ canonical: [(code: Int32, name: String)], isFilled: Bool,
    _ context: inout CompileContext
  ) -> WordField {
    var words = WordTable()
    let byName = Dictionary(canonical.map { ($0.name, $0.code) }, uniquingKeysWith: { first, _ in first })
    let names = canonical.map(\.name)
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
    for word in canonical { words.add(word.name, word.code) }
    let otherwise = record?.optionalText("otherwise")
    if otherwise == nil { checkWords(words, names, &context) }
    if let otherwise, byName[otherwise] == nil, let value = record?["otherwise"] {
      context.diagnostics.append(
        value.diagnostic(
          .unknownName, "field \"\(key.name)\" knows no \"\(otherwise)\"", allowed: names, suggestionFor: otherwise))
    }
    return WordField(
      key: key, source: source, words: words, otherwise: otherwise.flatMap { byName[$0] }, isFilled: isFilled)
  }
}

/// The offset from UTC that times without one have; `nil` where that is not known.
private struct AssumedOffset {
  var seconds: Int32?
}
