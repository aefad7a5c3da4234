public import Commerce

/// Why a line of the books is in no tax return.
///
/// Only supplies that took place count: documents that are completed, processing or refunded (a refund is a document of
/// its own, with negative amounts), and lines that the law regards as a supply with a decided place.
public enum Omission: String, Hashable, Sendable, CaseIterable {
  /// The document was called off: no supply took place.
  case cancelled = "status_cancelled"
  /// The document is not paid yet.
  case unpaid = "status_pending"
  /// The pipeline does not say where the document stands.
  case statusUnknown = "status_unknown"
  /// Lines of this kind are no supply.
  case noSupply = "no_supply"
  /// The place of supply or the buyer's VAT number is open; see the findings.
  case taxPending = "tax_pending"
  /// The pipeline has no stage that decides the tax.
  case notAssessed = "not_assessed"

  /// The reason for a document of `status` and a line treated as `treatment`; `nil` when it is declared.
  public init?(status: DocumentStatus?, treatment: Treatment?) {
    switch (status, treatment) {
    case (.cancelled, _): self = .cancelled
    case (.pending, _): self = .unpaid
    case (nil, _): self = .statusUnknown
    case (_, .outOfScope): self = .noSupply
    case (_, .pending): self = .taxPending
    case (_, nil): self = .notAssessed
    default: return nil
    }
  }
}
