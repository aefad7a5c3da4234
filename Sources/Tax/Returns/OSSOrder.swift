import Commerce

/// The order of rows in a return: the same for every form, and the same for the same ledger.
extension OSSSupply.Key: Comparable {
  /// Whether `left` comes before `right`: by state, the state of identification's own rows first, type and rate.
  public static func < (left: OSSSupply.Key, right: OSSSupply.Key) -> Bool { left.order < right.order }

  private var order: (Territory, Territory, String, Int32, Int32) {
    // The standard rate stands before reduced ones.
    (consumption, origin ?? .none, type.rawValue, rateType == .standard ? 0 : 1, rate.thousandths)
  }
}

extension OSSCorrection.Key: Comparable {
  /// Whether `left` comes before `right`: by state and period.
  public static func < (left: OSSCorrection.Key, right: OSSCorrection.Key) -> Bool {
    (left.consumption, left.period) < (right.consumption, right.period)
  }
}

extension OSSLeftOut {
  var order: (String, String, String, String, Int64, Territory) {
    (
      reason.code, document.store, document.externalID, document.kind.name, document.id,
      consumption ?? .none
    )
  }
}

extension Territory {
  /// Comes before every territory.
  fileprivate static var none: Territory { Territory(stored: 0) }
}
