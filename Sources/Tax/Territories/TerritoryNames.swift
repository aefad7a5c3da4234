import Commerce

/// Finds the territory that a person's word means.
public enum TerritoryNames {
  /// The territory of a VAT code, an ISO 3166-1 code or a code of the tables, such as `DE`, `EL`, `GR`, `UK`, `PT-20`;
  /// `nil` when there is none.
  public static func territory(_ code: String) -> Territory? {
    switch code {
    case "GR": return Territory("EL")
    case "UK": return Territory("GB")
    default: break
    }
    guard let territory = Territory(code) else { return nil }
    return Country(code) != nil || code == "EL" || RateTable.standard.covers(territory) ? territory : nil
  }
}
