/// What is known of a place whose tax differs from that of the state it belongs to.
public struct SpecialTerritory: Hashable, Sendable {
  /// Its English name.
  public var name: String
  /// Whether it lies in the customs territory of the European Union, in words; empty where that is not known.
  public var customs: String
  /// What follows for tax.
  public var note: String
  /// Who says so.
  public var source: String
  /// How sure it is: A where two sources agree, B for one, C where it is doubtful.
  public var confidence: String
}
