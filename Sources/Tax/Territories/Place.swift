/// Where a supply starts or ends, as far as value added tax is concerned, on the day of the supply.
public struct Place: Hashable, Sendable, BitwiseCopyable {
  /// The territory whose rates hold there.
  public var territory: Territory
  /// The state whose law holds there: two places of one state are domestic to each other, as `XI` and `GB` are.
  public var state: Territory
  /// Whether it lies in the VAT area of the European Union on that day, for that kind of supply.
  public var isInEU: Bool

  /// The place in `territory` of `state`.
  public init(territory: Territory, state: Territory, isInEU: Bool) {
    self.territory = territory
    self.state = state
    self.isInEU = isInEU
  }
}
