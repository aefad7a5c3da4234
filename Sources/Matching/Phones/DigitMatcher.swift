/// An expression over digits made into a table of states, so that matching costs one look-up a digit.
///
/// The states are made from the positions of the expression (Glushkov's construction), once, when a plan is first used.
struct DigitMatcher: Sendable {
  /// The next state for each state and digit; state 0 has no way on.
  private let next: [UInt16]
  private let accepting: [Bool]
  /// The state before the first digit.
  static let start = 1

  /// A matcher for an expression such as `0(?:8\d)?`.
  init(_ text: ArraySlice<UInt8>) {
    var positions = Positions()
    let whole = positions.add(DigitExpression(text))
    var sets: [[Int]] = [[], []]
    var numbers: [[Int]: UInt16] = [[]: 0]
    var next = [UInt16](repeating: 0, count: 20)
    var accepts = [false, whole.canBeEmpty]
    var state = Self.start
    while state < sets.count {
      let reachable = state == Self.start ? whole.first : Self.sorted(sets[state].flatMap { positions.following[$0] })
      for digit in 0..<10 {
        let set = reachable.filter { positions.digits[$0] & (1 << UInt16(digit)) != 0 }
        if numbers[set] == nil {
          numbers[set] = UInt16(sets.count)
          sets.append(set)
          next += [UInt16](repeating: 0, count: 10)
          accepts.append(set.contains { whole.last.contains($0) })
        }
        next[state * 10 + digit] = numbers[set] ?? 0
      }
      state += 1
    }
    self.next = next
    accepting = accepts
  }

  /// The state that digits lead to.
  func state(behind state: Int, _ digits: borrowing [UInt8], from start: Int, to end: Int) -> Int {
    var state = state
    for index in start..<end { state = Int(next[state * 10 + digits[index].digit]) }
    return state
  }

  /// Whether a match may end in a state.
  func accepts(_ state: Int) -> Bool { accepting[state] }

  /// Whether the digits from `start` up to `end` match as a whole.
  func matches(_ digits: borrowing [UInt8], from start: Int, to end: Int) -> Bool {
    accepts(state(behind: Self.start, digits, from: start, to: end))
  }

  /// Where the longest match that begins at `start` and does not pass `end` ends; `nil` when there is none.
  func longestMatch(_ digits: borrowing [UInt8], from start: Int, to end: Int) -> Int? {
    var state = Self.start
    var found = accepting[state] ? start : nil
    for index in start..<end {
      state = Int(next[state * 10 + digits[index].digit])
      if state == 0 { break }
      if accepting[state] { found = index + 1 }
    }
    return found
  }

  private static func sorted(_ positions: [Int]) -> [Int] {
    var distinct: [Int] = []
    for position in positions.sorted() where position != distinct.last { distinct.append(position) }
    return distinct
  }
}

/// The places in an expression that take a digit, and which come after which.
private struct Positions {
  var digits: [UInt16] = []
  var following: [[Int]] = []

  struct Part {
    var first: [Int]
    var last: [Int]
    var canBeEmpty: Bool
  }

  mutating func add(_ expression: DigitExpression) -> Part {
    switch expression {
    case .digit(let set):
      digits.append(set)
      following.append([])
      return Part(first: [digits.count - 1], last: [digits.count - 1], canBeEmpty: false)
    case .sequence(let expressions):
      var whole = Part(first: [], last: [], canBeEmpty: true)
      for expression in expressions {
        let part = add(expression)
        for position in whole.last { following[position] += part.first }
        if whole.canBeEmpty { whole.first += part.first }
        whole.last = part.canBeEmpty ? whole.last + part.last : part.last
        whole.canBeEmpty = whole.canBeEmpty && part.canBeEmpty
      }
      return whole
    case .choice(let expressions):
      let parts = expressions.map { add($0) }
      return Part(
        first: parts.flatMap(\.first), last: parts.flatMap(\.last), canBeEmpty: parts.contains(where: \.canBeEmpty))
    case .repeated(let expression):
      let part = add(expression)
      for position in part.last { following[position] += part.first }
      return part
    }
  }
}
