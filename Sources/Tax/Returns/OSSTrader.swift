/// Who hands in a return of a one-stop shop: where it is identified, and where else its goods leave from.
public struct OSSTrader: Hashable, Sendable {
  /// The member state of identification.
  public var state: Territory
  /// The number under which it is identified: a VAT number in the Union scheme, else the scheme's own; `nil` when the
  /// business file has none.
  public var number: String?
  /// VAT numbers by the state that gave them, for goods that leave from there.
  public var registrations: [Territory: String]

  /// A trader that is identified in `state`.
  public init(state: Territory, number: String?, registrations: [Territory: String] = [:]) {
    self.state = state
    self.number = number
    self.registrations = registrations
  }

  /// Whether it hands in pounds sterling, as traders of Northern Ireland do; all others do in euro.
  public var declaresInSterling: Bool { state == Territory("XI") }
}
