import Commerce

/// Checks JSON objects against declared options, and collects everything that is wrong.
struct OptionChecker {
  /// What is wrong so far.
  var diagnostics: [Diagnostic] = []

  /// Checks an object: unknown keys, missing ones, and every value.
  ///
  /// - Parameters:
  ///   - also: further keys that are right there and checked by others.
  ///   - anchor: where a missing key is reported; the object's first byte unless given.
  /// - Returns: whether every declared option can be read; unknown keys do not hinder that.
  mutating func check(
    _ object: DefinitionNode, _ options: [OptionSpec], owner: OptionOwner, also: [String] = [], anchor: Place? = nil
  ) -> Bool {
    guard let members = object.members else {
      return refuse(.wrongType, object, "\(owner.subject) must be an object, not \(object.kindName)")
    }
    let known = options.map(\.name) + also
    var misspelt: Set<String> = []
    for member in members where !known.contains(member.key) {
      unknown(member, owner: owner, allowed: known)
      if let meant = Suggestion.nearest(to: member.key, among: known) { misspelt.insert(meant) }
    }
    var isReadable = true
    for option in options {
      if let value = object[option.name] {
        isReadable = check(value, option.type, owner: owner.under(option.name)) && isReadable
      } else if option.isRequired {
        isReadable = false
        // A key that is there but misspelt is not missing as well.
        guard !misspelt.contains(option.name) else { continue }
        diagnostics.append(
          Diagnostic(
            .missingKey, at: anchor ?? object.place.opening,
            "missing \(owner.noun) \"\(option.name)\" in \(owner.container): \(option.summary.asClause)",
            help: "add \"\(option.name)\": \(option.example)"))
      }
    }
    return isReadable
  }

  /// Checks one value; `owner` leads to it.
  mutating func check(_ value: DefinitionNode, _ type: OptionType, owner: OptionOwner) -> Bool {
    // A secret that is written out has its own error, and no message may repeat it.
    if value.isSecret { return false }
    guard type.fits(value) else {
      return refuse(
        .wrongType, value, "\(owner.subject) must be \(type.title), not \(value.kindName)", allowed: type.words)
    }
    switch type {
    case .text, .path, .flag: return true
    case .either(let types): return checkEither(value, types, owner: owner)
    case .choice(let words): return checkChoice(value, words, owner: owner)
    case .integer(let range): return checkInteger(value, range, owner: owner)
    case .date: return checkForm(value, type, owner: owner) { CivilDate($0) != nil }
    case .decimal: return checkForm(value, type, owner: owner, isForm: \.isExactDecimal)
    case .limit: return checkForm(value, type, owner: owner) { RejectLimit($0) != nil }
    case .list(let element, let minimum): return checkList(value, element, minimum: minimum, owner: owner)
    case .record(let options): return check(value, options, owner: owner)
    case .table(let element, let allowed): return checkTable(value, element, allowed: allowed, owner: owner)
    }
  }

  // MARK: Kinds of value

  private mutating func checkChoice(_ value: DefinitionNode, _ words: [String], owner: OptionOwner) -> Bool {
    guard let word = value.text, !words.contains(word) else { return true }
    return refuse(
      .notAllowed, value, "\(owner.subject) cannot be \"\(word)\"", allowed: words,
      suggestion: Suggestion.nearest(to: word, among: words))
  }

  /// Any alternative may take the value; where none does, the first that is of its kind says why.
  private mutating func checkEither(_ value: DefinitionNode, _ types: [OptionType], owner: OptionOwner) -> Bool {
    var refusals: [Diagnostic]?
    for type in types where type.fits(value) {
      var trial = OptionChecker()
      let isReadable = trial.check(value, type, owner: owner)
      if isReadable {
        diagnostics += trial.diagnostics
        return true
      }
      refusals = refusals ?? trial.diagnostics
    }
    diagnostics += refusals ?? []
    return false
  }

  private mutating func checkInteger(_ value: DefinitionNode, _ range: ClosedRange<Int>, owner: OptionOwner) -> Bool {
    guard let number = value.number.flatMap({ Int($0) }) else {
      return refuse(
        .wrongType, value, "\(owner.subject) must be a whole number, not \(value.number ?? value.kindName)")
    }
    guard !range.contains(number) else { return true }
    let bounds =
      range.upperBound == .max ? "at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
    return refuse(.outOfRange, value, "\(owner.subject) must be \(bounds), not \(number)")
  }

  private mutating func checkForm(
    _ value: DefinitionNode, _ type: OptionType, owner: OptionOwner, isForm: (String) -> Bool
  ) -> Bool {
    let written = value.text ?? value.number ?? ""
    if isForm(written) { return true }
    let shown = value.text.map { "\"\($0)\"" } ?? written
    return refuse(.malformedValue, value, "\(owner.subject) must be \(type.title), not \(shown)")
  }

  private mutating func checkList(
    _ value: DefinitionNode, _ element: OptionType, minimum: Int, owner: OptionOwner
  ) -> Bool {
    let elements = value.elements ?? []
    var isReadable = true
    for (index, item) in elements.enumerated() {
      isReadable = check(item, element, owner: owner.item(index)) && isReadable
    }
    guard elements.count < minimum else { return isReadable }
    let items = minimum == 1 ? "1 item" : "\(minimum) items"
    return refuse(.tooFewItems, value, "\(owner.subject) needs at least \(items), not \(elements.count)")
  }

  private mutating func checkTable(
    _ value: DefinitionNode, _ element: OptionType, allowed: [String], owner: OptionOwner
  ) -> Bool {
    var isReadable = true
    for member in value.members ?? [] {
      if !allowed.isEmpty, !allowed.contains(member.key) {
        unknown(member, owner: owner, allowed: allowed)
      } else {
        isReadable = check(member.value, element, owner: owner.under(member.key)) && isReadable
      }
    }
    return isReadable
  }

  // MARK: Reporting

  private mutating func unknown(_ member: DefinitionMember, owner: OptionOwner, allowed: [String]) {
    diagnostics.append(
      Diagnostic(
        .unknownKey, at: member.keyPlace, "unknown \(owner.noun) \"\(member.key)\" in \(owner.container)",
        allowed: allowed, suggestion: Suggestion.nearest(to: member.key, among: allowed)))
  }

  private mutating func refuse(
    _ code: DiagnosticCode, _ value: DefinitionNode, _ message: String, allowed: [String] = [],
    suggestion: String? = nil
  ) -> Bool {
    diagnostics.append(Diagnostic(code, at: value.place, message, allowed: allowed, suggestion: suggestion))
    return false
  }
}

extension String {
  /// Whether it is a decimal number without an exponent, such as `-12.50`.
  var isExactDecimal: Bool {
    let digits = first == "-" ? dropFirst() : self[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    return (1...2).contains(parts.count) && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }
  }

  /// A sentence as the end of another: small first letter unless it is part of a name, no full stop.
  fileprivate var asClause: String {
    let clause = last == "." ? String(dropLast()) : self
    guard let first = clause.first, let second = clause.dropFirst().first, !second.isUppercase else { return clause }
    return first.lowercased() + clause.dropFirst()
  }
}
