/// How much each agreement speaks for two records being one, in bits (Fellegi and Sunter's model).
///
/// How often strangers agree is counted in the data: on pairs drawn at random, and for equal texts by how often the very text
/// occurs, so that a rare name tells more than a common one. How often the records of one person agree is experience with typed
/// addresses. Nobody has to label anything.
struct DuplicateWeights: Sendable {
  /// For each field and agreement: the share of pairs of one person.
  private let ofOne: [[Double]]
  /// For each field and agreement: the share of pairs of strangers.
  private let ofStrangers: [[Double]]
  /// For each field, how many records have a text.
  private let frequencies: [[Int32]]
  private let filled: [Double]
  private let recordCount: Double

  /// Shares of pairs of one person to begin with: the same, close, alike, different.
  private static let experience: [DuplicateField: [Double]] = [
    .givenName: [0.78, 0.11, 0.04, 0.07], .familyName: [0.82, 0.09, 0.03, 0.06], .street: [0.76, 0.13, 0.03, 0.08],
    .houseNumber: [0.80, 0.08, 0.02, 0.10], .addressLine2: [0.60, 0.13, 0.05, 0.22], .city: [0.80, 0.10, 0.03, 0.07],
    .postcode: [0.83, 0.07, 0.03, 0.07], .region: [0.93, 0, 0, 0.07], .country: [0.97, 0, 0, 0.03],
    .birthDate: [0.86, 0.08, 0.03, 0.03],
  ]
  /// Shares of pairs of strangers, as far as the table is too small to tell.
  private static let experienceWithStrangers: [DuplicateField: [Double]] = [
    .houseNumber: [0.02, 0.08, 0.10, 0.80], .postcode: [0.005, 0.02, 0.10, 0.875], .region: [0.20, 0, 0, 0.80],
    .country: [0.50, 0, 0, 0.50], .birthDate: [0.001, 0.01, 0.05, 0.939],
  ]
  private static let experienceWithWords = [0.005, 0.005, 0.03, 0.96]
  /// Pairs that experience with strangers counts for.
  private static let pairsOfExperience = 1000.0
  private static let pairsDrawnMax = 200_000
  private static let pairsDrawnOfRecord = 20
  /// What share of the records has a duplicate, before anything is known.
  private static let duplicatesExpected = 0.1
  /// A text of a small table is taken to be as rare as in one of so many records.
  private static let recordsMin = 1000.0
  /// What speaks at most for two of one family name and different given names, or of half a name, being one: 600 thousandths.
  private static let bitsOfFamilies = 0.585
  /// How many bear what is taken for a given name that is no other's spelling, whatever looks like it.
  private static let bearersOfNames: Int32 = 5
  /// What speaks at most for two at one address being one.
  private let household: Double

  /// Counts how often strangers agree.
  ///
  /// - Parameter contents: a hash of each record's content, so that the same strangers are drawn whatever order they came in.
  init(_ table: borrowing RecordTable, _ contents: [Int64]) {
    recordCount = max(Double(table.count), Self.recordsMin)
    household = BinaryLogarithm.of(recordCount) + 2
    ofOne = DuplicateField.allCases.map { (Self.experience[$0] ?? []).map { max($0, 0.0001) } }
    var frequencies: [[Int32]] = []
    for field in DuplicateField.allCases {
      var counts = [Int32](repeating: 0, count: table.textCount)
      for text in table.texts[field.rawValue] where text >= 0 { counts[Int(text)] += 1 }
      frequencies.append(counts)
    }
    self.frequencies = frequencies
    filled = frequencies.map { max(Double($0.reduce(0) { $0 + Int($1) }), Self.recordsMin) }
    ofStrangers = Self.strangers(table, contents)
  }

  /// The shares of agreements among pairs drawn at random.
  private static func strangers(_ table: borrowing RecordTable, _ contents: [Int64]) -> [[Double]] {
    let count = table.count
    let pairsDrawn = count > 1 ? min(pairsDrawnMax, count * pairsDrawnOfRecord) : 0
    // A few records make few pairs, however often they are drawn, and some of these are no strangers.
    let weight = min(1, Double(count) * Double(count) / 2 / Double(max(pairsDrawn, 1)))
    var counts = DuplicateField.allCases.map { field in
      (experienceWithStrangers[field] ?? experienceWithWords).map { max($0, 0.0001) * pairsOfExperience }
    }
    var comparer = PairComparer()
    var comparison = PairComparison()
    var draw = FixedDraw()
    let order = contents.indices.sorted { contents[$0] < contents[$1] }
    for _ in 0..<pairsDrawn {
      let (one, other) = (
        order[Int.random(in: 0..<count, using: &draw)], order[Int.random(in: 0..<count, using: &draw)]
      )
      guard one != other else { continue }
      comparer.compare(table, one, other, into: &comparison)
      for (field, agreement) in comparison.agreements.enumerated() where agreement != .unknown {
        counts[field][Int(agreement.rawValue) - 1] += weight
      }
    }
    return counts.map { shares in
      let total = shares.reduce(0, +)
      return shares.map { $0 / total }
    }
  }

  /// The bits by which a comparison speaks for one person, all in all.
  func bits(_ comparison: borrowing PairComparison, _ table: borrowing RecordTable, _ one: Int, _ other: Int) -> Double
  {
    func bits(_ field: DuplicateField) -> Double {
      let agreement = comparison[field]
      guard agreement != .unknown else { return 0 }
      let level = Int(agreement.rawValue) - 1
      var strangers = ofStrangers[field.rawValue][level]
      if agreement == .same, !isSwapped(field, comparison) {
        let count = Double(frequencies[field.rawValue][Int(table.texts[field.rawValue][one])])
        // Two of a text are expected of a duplicate: only what is beyond that makes it common.
        strangers = max(count - 1, 1) / filled[field.rawValue]
      }
      return BinaryLogarithm.of(ofOne[field.rawValue][level] / strangers)
    }
    let (city, postcode, region) = (bits(.city), bits(.postcode), bits(.region))
    // Towns, postcodes and regions tell of each other.
    let place = max(city, postcode) + (city > 0 && postcode > 0 ? 0.3 : 0.7) * min(city, postcode) + 0.5 * region
    // However exact, an address tells no more than that two live together: every second such pair is one person.
    let address = min(bits(.street) + bits(.houseNumber) + bits(.addressLine2) + place, household)
    var names = bits(.givenName) + bits(.familyName)
    if comparison.areNamesSwapped { names -= 3 }
    let all =
      BinaryLogarithm.of(2 * Self.duplicatesExpected / recordCount) + names + address + bits(.country)
      + bits(.birthDate)
    // Those who live together mostly share a name, which tells them from strangers and not from each other.
    let areTwo =
      !comparison.areNamesSwapped && comparison[.familyName].isGood
      && areTwoNames(comparison[.givenName], table, one, other)
    // Nor does half a name, where there is no other half to hold it against.
    let isHalf = comparison[.givenName] == .unknown || comparison[.familyName] == .unknown
    let mayLiveTogether = (areTwo || isHalf) && !comparison[.birthDate].isGood
    return mayLiveTogether ? min(all, Self.bitsOfFamilies) : all
  }

  /// Whether given names are different, though they may look alike: Michael and Michaela, Peter and Petra.
  private func areTwoNames(_ agreement: Agreement, _ table: borrowing RecordTable, _ one: Int, _ other: Int) -> Bool {
    guard agreement == .close || agreement == .alike else { return agreement == .different }
    let field = DuplicateField.givenName.rawValue
    let (first, second) = (table.texts[field][one], table.texts[field][other])
    // What many are called is nobody's typing error.
    let areCommon = min(frequencies[field][Int(first)], frequencies[field][Int(second)]) >= Self.bearersOfNames
    let (firstRange, secondRange) = (table.range(first), table.range(second))
    if min(firstRange.count, secondRange.count) == 1 { return false }
    return areCommon
      || GivenNames.shared.areTwo(table.bytes.span.extracting(firstRange), table.bytes.span.extracting(secondRange))
  }

  private func isSwapped(_ field: DuplicateField, _ comparison: borrowing PairComparison) -> Bool {
    switch field {
    case .givenName, .familyName: comparison.areNamesSwapped
    case .street, .addressLine2: comparison.areLinesSwapped
    default: false
    }
  }

  /// The probability that bits mean.
  static func probability(_ bits: Double) -> Double { 1 / (1 + BinaryLogarithm.power(-bits)) }
}

/// Numbers that look drawn and are the same each time, so that the same records get the same scores.
private struct FixedDraw: RandomNumberGenerator {
  private var state: UInt64 = 0

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
