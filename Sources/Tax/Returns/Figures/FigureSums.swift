public import Commerce

/// What the lines of a period add up to, figure by figure, before a form rounds it.
public struct FigureSums: Sendable {
  /// A sum and the documents that it is made of.
  public struct Sum: Hashable, Sendable {
    /// The sum, in minor units of the return's currency.
    public var amount = MinorUnits.zero
    /// The documents, in the order of the ledger.
    public var shares: [Figure.Share] = []
  }

  private var sums: [FigureKey: Sum] = [:]
  /// Whether a sum was outside 64 bits, so that the figures are of no use.
  public private(set) var isTooLarge = false

  /// No sums.
  public init() {}

  /// Adds an amount of a document; the amounts of one document come one after another.
  mutating func add(_ amount: MinorUnits, to key: FigureKey, document: Int) {
    var sum = sums[key] ?? Sum()
    // The old value would be copied while the dictionary holds it too.
    sums[key] = nil
    sum.amount = added(sum.amount, amount)
    if let last = sum.shares.indices.last, sum.shares[last].document == document {
      sum.shares[last].amount = added(sum.shares[last].amount, amount)
    } else {
      sum.shares.append(Figure.Share(document: document, amount: amount))
    }
    sums[key] = sum
  }

  private mutating func added(_ left: MinorUnits, _ right: MinorUnits) -> MinorUnits {
    if let sum = left.adding(right) { return sum }
    isTooLarge = true
    return left
  }

  /// The sum of a figure; nothing where no line went into it.
  public subscript(_ key: FigureKey) -> Sum { sums[key] ?? Sum() }

  /// The sum of a figure of the return as a whole.
  public subscript(_ figure: String) -> Sum { self[FigureKey(figure)] }

  /// The figures that lines went into, in the order of their keys.
  public var keys: [FigureKey] { sums.keys.sorted() }

  /// The groups that lines went into, in order.
  public var groups: [String] { Set(sums.keys.map(\.group)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  /// The figure of that key.
  ///
  /// - Parameter stated: how the form wants the sum.
  public func figure(
    _ key: FigureKey, _ meaning: String, stated: (MinorUnits) -> MinorUnits = { $0 }
  ) -> Figure {
    let sum = self[key]
    return Figure(key, meaning, amount: sum.amount, stated: stated(sum.amount), shares: sum.shares)
  }
}
