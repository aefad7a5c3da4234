public import Commerce
public import Tax

/// What ties a posting to a return: the tax that it is, or that is due on it.
public struct TaxTag: Hashable, Sendable {
  /// A short code, such as `DE-S`, `OSS-S`, `IC-0` or `EX-0`.
  public var code: String
  /// Whose tax, or where the goods went where none is due; `nil` when it is not known.
  public var territory: Territory?
  /// At which rate; `nil` where none applies.
  public var rate: TaxRate?

  /// A tag.
  public init(code: String, territory: Territory?, rate: TaxRate?) {
    self.code = code
    self.territory = territory
    self.rate = rate
  }
}

extension TaxTag {
  /// The state that goods under the one-stop shop left, where that is not the seller's own: Poland in `OSS-S-PL`.
  public var origin: Territory? {
    let parts = code.split(separator: "-")
    return parts.count == 3 && parts[0] == "OSS" ? Territory(String(parts[2])) : nil
  }
}
