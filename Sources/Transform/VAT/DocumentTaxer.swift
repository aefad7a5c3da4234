import Commerce
import Tax

/// How the documents of a pipeline are taxed: what the options of the `vat` stage and the business come to.
struct DocumentTaxer: Sendable {
  let place: PlaceOfSupply
  /// Where goods are sent from.
  let dispatch: Country
  /// Whether prices include tax; `nil` to infer it from each document.
  let declared: PriceBasis?
  /// Whether the tax is computed rather than taken from the platform.
  let isComputed: Bool
  /// Whether differences between platform and rules are findings.
  let isChecked: Bool
  /// What a line's tax may differ by, in the currency's units.
  let tolerance: Exact
  /// The largest residue that becomes a line, in the currency's units.
  let residueLimit: Exact
}
