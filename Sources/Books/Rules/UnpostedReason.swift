public import Commerce
public import Tax

/// Why a document is not posted, or not yet.
///
/// What is in no return since it never took place or nobody knows enough of it is in no entry either; what is merely no
/// supply, such as a charge of the bank, is posted.
public enum UnpostedReason: String, Hashable, Sendable, CaseIterable {
  /// The document was called off: no supply took place.
  case cancelled = "status_cancelled"
  /// The document is not paid yet.
  case unpaid = "status_pending"
  /// The pipeline does not say where the document stands.
  case statusUnknown = "status_unknown"
  /// The source does not tell its day.
  case undated
  /// The place of supply or the buyer's VAT number is open; see the findings.
  case taxPending = "tax_pending"
  /// The pipeline has no stage that decides the tax.
  case notAssessed = "not_assessed"
  /// Its amounts are not in the currency of the books.
  case notConverted = "not_converted"
  /// The entry that booked it was taken back.
  case takenBack = "entry_taken_back"

  /// The reason for a document of `status` with lines of `terms`; `nil` when it is posted.
  ///
  /// - Parameter isConverted: whether every line has its amounts in the currency of the books.
  public init?(_ status: DocumentStatus?, _ terms: some Sequence<DeclaredLine.Terms>, isConverted: Bool = true) {
    let omissions = terms.lazy.compactMap { Omission(status: status, treatment: $0.treatment) }
    if let reason = omissions.compactMap(Self.init(omission:)).first {
      self = reason
    } else if !isConverted {
      self = .notConverted
    } else {
      return nil
    }
  }

  private init?(omission: Omission) {
    switch omission {
    case .cancelled: self = .cancelled
    case .unpaid: self = .unpaid
    case .statusUnknown: self = .statusUnknown
    case .taxPending: self = .taxPending
    case .notAssessed: self = .notAssessed
    case .noSupply: return nil
    }
  }

  /// A sentence for a person: why, and what to do.
  public var sentence: String {
    switch self {
    case .cancelled: "it was called off; there is nothing to post"
    case .unpaid: "it is not paid yet; it is posted when the platform says that it is"
    case .statusUnknown: "nothing says where it stands; add the status stage to the pipeline"
    case .undated: "its source tells no day; map one and load it again"
    case .taxPending: "how it is taxed is open; settle the finding and load it again"
    case .notAssessed: "nothing decided how it is taxed; add the vat stage to the pipeline"
    case .notConverted: "its amounts are not in the currency of the books; add the currency stage to the pipeline"
    case .takenBack: "the entry that booked it was taken back; book it again with: shopledger journal post --again"
    }
  }
}

extension DocumentRules {
  /// Why a document of `status` with lines of `terms` is not posted, or not yet; `nil` when it is.
  ///
  /// - Parameter isConverted: whether every line has its amounts in the currency of the books.
  public static func unposted(
    _ status: DocumentStatus?, _ terms: some Sequence<DeclaredLine.Terms>, isConverted: Bool = true
  ) -> UnpostedReason? {
    UnpostedReason(status, terms, isConverted: isConverted)
  }
}
