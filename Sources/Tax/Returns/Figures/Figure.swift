public import Commerce

/// Where a figure stands in a return: in which group of rows, and in which line or box of it.
public struct FigureKey: Hashable, Sendable {
  /// What the rows are told apart by, such as a buyer's number, a state or a rate; empty where there is one of each.
  public var group: String
  /// The line, box or code of the form, such as `box6` or `81`.
  public var figure: String

  /// The figure `figure` of `group`.
  public init(_ figure: String, of group: String = "") {
    self.group = group
    self.figure = figure
  }
}

extension FigureKey: Comparable {
  /// By group and then by figure, as UTF-8 bytes.
  public static func < (left: FigureKey, right: FigureKey) -> Bool {
    left.group == right.group
      ? left.figure.utf8.lexicographicallyPrecedes(right.figure.utf8)
      : left.group.utf8.lexicographicallyPrecedes(right.group.utf8)
  }
}

/// A figure of a return, with the documents that it is made of.
public struct Figure: Hashable, Sendable {
  /// What one document adds to a figure.
  public struct Share: Hashable, Sendable {
    /// Index of the document among those of the sheet.
    public var document: Int
    /// What it adds, in minor units of the return's currency.
    public var amount: MinorUnits

    /// The share of the document at that index.
    public init(document: Int, amount: MinorUnits) {
      self.document = document
      self.amount = amount
    }
  }

  /// Where it stands.
  public var key: FigureKey
  /// What it means, in words.
  public var meaning: String
  /// The exact sum, in minor units of the return's currency.
  public var amount: MinorUnits
  /// What the form is told: the sum, rounded as the form wants it, in minor units too.
  public var stated: MinorUnits
  /// The documents, in the order of the ledger.
  public var shares: [Share]

  /// A figure.
  public init(
    _ key: FigureKey, _ meaning: String, amount: MinorUnits, stated: MinorUnits? = nil, shares: [Share] = []
  ) {
    self.key = key
    self.meaning = meaning
    self.amount = amount
    self.stated = stated ?? amount
    self.shares = shares
  }
}

extension MinorUnits {
  /// The amount without what is less than a whole unit of a currency with `exponent` decimals: 10.99 and -10.99 become 10
  /// and -10.
  public func withoutFractions(exponent: Int) -> MinorUnits {
    let unit = Self.unit(exponent)
    return MinorUnits(count / unit * unit)
  }

  /// The nearest whole unit of a currency with `exponent` decimals, halves away from zero.
  public func nearestWhole(exponent: Int) -> MinorUnits {
    let unit = Self.unit(exponent)
    return MinorUnits(Rounding.halfAwayFromZero.quotient(count, over: unit) * unit)
  }

  private static func unit(_ exponent: Int) -> Int64 { (0..<exponent).reduce(1) { unit, _ in unit * 10 } }
}
