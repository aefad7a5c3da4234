import Commerce
import Tax

/// One row of a chart: which keys it is for, and the number of their account.
///
/// A field that is `nil` or empty is for any value.
struct ChartRow: Hashable, Sendable {
  var role: AccountRole
  var supply: SupplyClass?
  var territory: Territory?
  var rate: TaxRate?
  var party: String
  var number: String

  /// How closely the row describes `key`; `nil` where it is not for it.
  ///
  /// Of two rows for one key the closer is the one that names the supply, else the territory itself, else the state that
  /// it is a part of, else the rate, else the party. Two different rows are never equally close to one key.
  func closeness(to key: AccountKey) -> Int? {
    guard role == key.role else { return nil }
    var closeness = 0
    if let supply {
      guard supply == key.supply else { return nil }
      closeness += 16
    }
    if let territory {
      guard let place = key.territory else { return nil }
      if place == territory {
        closeness += 8
      } else if VATArea.standard.returnState(of: place) == territory {
        closeness += 4
      } else {
        return nil
      }
    }
    if let rate {
      guard rate == key.rate else { return nil }
      closeness += 2
    }
    if !party.isEmpty {
      guard party == key.party else { return nil }
      closeness += 1
    }
    return closeness
  }

  /// Whether both are for the same keys.
  func isForSameKeys(as other: ChartRow) -> Bool {
    role == other.role && supply == other.supply && territory == other.territory && rate == other.rate
      && party == other.party
  }
}
