/// How the fields of two records agree, names and address lines taken crosswise where that fits better.
struct PairComparison: Sendable {
  var agreements = [Agreement](repeating: .unknown, count: DuplicateField.allCases.count)
  var areNamesSwapped = false
  var areLinesSwapped = false

  subscript(field: DuplicateField) -> Agreement {
    get { agreements[field.rawValue] }
    set { agreements[field.rawValue] = newValue }
  }
}

/// Compares records pair by pair.
struct PairComparer: Sendable {
  private var likeness = TextLikeness()

  /// Compares two records of a table; `comparison` is written over.
  mutating func compare(_ table: borrowing RecordTable, _ one: Int, _ other: Int, into comparison: inout PairComparison)
  {
    for field in DuplicateField.allCases {
      comparison[field] = agreement(table, (field, one), (field, other))
    }
    comparison.areNamesSwapped = cross(table, .givenName, .familyName, one, other, into: &comparison)
    comparison.areLinesSwapped = cross(table, .street, .addressLine2, one, other, into: &comparison)
  }

  /// Takes two fields crosswise where both then agree and did not before; what is missing may be anything.
  private mutating func cross(
    _ table: borrowing RecordTable, _ first: DuplicateField, _ second: DuplicateField, _ one: Int, _ other: Int,
    into comparison: inout PairComparison
  ) -> Bool {
    guard comparison[first] != .same, comparison[second] != .same else { return false }
    guard !comparison[first].isGood, !comparison[second].isGood else { return false }
    let there = agreement(table, (first, one), (second, other))
    let back = agreement(table, (second, one), (first, other))
    guard there.isGood && back != .different || back.isGood && there != .different else { return false }
    comparison[second] = there
    comparison[first] = back
    return true
  }

  private mutating func agreement(
    _ table: borrowing RecordTable, _ one: (DuplicateField, Int), _ other: (DuplicateField, Int)
  ) -> Agreement {
    let first = table.texts[one.0.rawValue][one.1]
    let second = table.texts[other.0.rawValue][other.1]
    guard first != RecordTable.missing, second != RecordTable.missing else { return .unknown }
    if first == second { return .same }
    switch one.0 {
    case .region, .country: return .different
    default: return likeness.agreement(table.bytes, table.range(first), table.range(second))
    }
  }
}

extension Agreement {
  /// Whether it speaks for one text.
  var isGood: Bool { self == .same || self == .close }
}
