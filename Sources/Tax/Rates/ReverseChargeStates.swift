import Commerce

/// The member states in which a business owes the tax on goods that a seller not established there supplies to it within
/// the state (Directive 2006/112/EC, art. 194).
///
/// From `Data/reverse_charge_states.csv`, whose rows say how sure they are: no published list was found, only France's row
/// is more than general knowledge. A state that is not listed is taken not to apply it, and the sale then needs a
/// registration.
struct ReverseChargeStates: Sendable {
  static let standard = ReverseChargeStates()

  private let states: Set<Territory>

  private init() {
    states = Set(EmbeddedTable(PackageResources.reverse_charge_states_csv).column("state").compactMap { Territory($0) })
  }

  /// Whether `state` applies it.
  func contains(_ state: Territory) -> Bool { states.contains(state) }
}
