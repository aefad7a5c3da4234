import Commerce

/// Finds the state of the United States that the region of an address means.
public enum USRegion {
  private static let names: [String: Territory] = {
    var names: [String: Territory] = [:]
    for cells in EmbeddedTable(PackageResources.us_state_names_csv).rows {
      guard let territory = Territory("US-\(cells[0])") else { continue }
      for name in [cells[0], "US-\(cells[0])", cells[1]] { names[name.lowercased()] = territory }
    }
    return names
  }()

  /// The state of a code or name such as `TX`, `US-TX` or `Texas`, in whatever case; `nil` when it is none.
  public static func state(_ region: String) -> Territory? {
    names[region.lowercased().split(separator: " ").joined(separator: " ")]
  }
}
