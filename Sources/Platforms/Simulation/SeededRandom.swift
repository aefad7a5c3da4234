/// Numbers that look random and are the same on every machine.

/// SplitMix64 of Steele, Lea and Flood (2014): one addition and three mixing steps a number.
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The numbers of a seed; streams of one seed have nothing to do with each other.
  public init(seed: UInt64, stream: UInt64 = 0) {
    state = seed
    state = next() ^ stream &* 0xd134_2543_de82_ef95
    state = next()
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to below `limit`; 0 when there is none.
  public mutating func below(_ limit: Int) -> Int {
    limit > 0 ? Int(next().multipliedFullWidth(by: UInt64(limit)).high) : 0
  }

  /// A number of the range.
  public mutating func number(in range: ClosedRange<Int64>) -> Int64 {
    let count = UInt64(bitPattern: range.upperBound &- range.lowerBound) &+ 1
    let bits = next()
    return range.lowerBound &+ Int64(bitPattern: count == 0 ? bits : bits.multipliedFullWidth(by: count).high)
  }

  /// Whether something happens that does so `perMille` times in a thousand.
  public mutating func chance(_ perMille: Int) -> Bool { below(1_000) < perMille }

  /// One of the elements.
  ///
  /// - Precondition: there is one.
  public mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// The place of one of the weights, more often of a larger one.
  public mutating func weighted(_ weights: [Int]) -> Int {
    var left = below(weights.reduce(0, +))
    for (place, weight) in weights.enumerated() {
      left -= weight
      if left < 0 { return place }
    }
    return 0
  }
}
