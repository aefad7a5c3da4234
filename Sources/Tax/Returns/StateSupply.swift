import Commerce

/// What a line of the books is to the tax office of one state: which of its return's classes it belongs to.
///
/// One line can be something to two states: goods that leave one untaxed as an export are taxed in the other where they
/// are sold to.
public enum StateSupply: Hashable, Sendable {
  /// Taxed there, and the seller owes the tax.
  case taxed
  /// Exempt without the right to deduct.
  case exempt
  /// Goods that left the state for a place outside its tax area.
  case export
  /// Goods to a business of another member state.
  case intraCommunitySupply
  /// Own goods moved to another member state.
  case ownTransfer
  /// The middle of three traders.
  case triangulation
  /// A service to a business of another member state, which owes the tax.
  case serviceReverseCharge
  /// A service whose place of supply lies outside the Union, or outside the state for one that is no member.
  case serviceAbroad
  /// A supply within the state for which the buyer owes the tax.
  case domesticReverseCharge
  /// Goods that the seller is taken to supply to the marketplace, which supplies them to the buyer.
  case supplyToMarketplace

  /// What `line` is to `state`.
  ///
  /// - Throws: why it is nothing to it.
  public init(_ line: DeclaredLine, in state: Territory) throws(LeftOut.Reason) {
    self = try Facts(line, state).supply()
  }

  /// Whether it is without tax of the state.
  public var isUntaxed: Bool { self != .taxed }

  /// What a line is to a state depends on.
  private struct Facts {
    let terms: DeclaredLine.Terms
    let date: CivilDate
    let isHere: Bool
    let isFromHere: Bool

    init(_ line: DeclaredLine, _ state: Territory) {
      let area = VATArea.standard
      terms = line.terms
      date = line.document.soldOn ?? line.document.taxDate
      isHere = terms.territory.map { area.returnState(of: $0) == state } ?? false
      isFromHere = terms.dispatch.map { area.returnState(of: $0) == state } ?? false
    }

    func supply() throws(LeftOut.Reason) -> StateSupply {
      switch terms.scheme {
      case .icSupply: try of(.intraCommunitySupply, isHere)
      case .icTransfer: try of(.ownTransfer, isHere)
      case .triangulation: try of(.triangulation, isHere)
      case .serviceReverseCharge: try of(.serviceReverseCharge, isFromHere)
      case .nonEUService: try of(.serviceAbroad, isFromHere)
      // An export without a place of dispatch bears the territory that it left.
      case .export: try of(.export, isFromHere || (terms.dispatch == nil && isHere))
      case .art194DomesticReverseCharge: try of(.domesticReverseCharge, isHere)
      case .deemedSupplier: try of(.supplyToMarketplace, isFromHere)
      case .ukOverseasSellerMarketplace: try of(.supplyToMarketplace, isHere)
      case .ossUnion, .ossNonUnion, .ossUnionCorrection: throw LeftOut.Reason(.oneStopShop)
      case .ioss: try isExport(or: .oneStopShop)
      case .iossMarketplace: try isExport(or: .marketplace)
      case .platformPresumedSupplier: throw LeftOut.Reason(.marketplace)
      case .importAtBorder: throw LeftOut.Reason(.importer)
      default: try taxed()
      }
    }

    /// Goods from here that are taxed at the sale where they are imported.
    private func isExport(or reason: LeftOut) throws(LeftOut.Reason) -> StateSupply {
      guard isFromHere, !isDispatchedInUnion else { throw LeftOut.Reason(reason) }
      return .export
    }

    private func taxed() throws(LeftOut.Reason) -> StateSupply {
      if isHere {
        guard terms.liable != .marketplace else { throw LeftOut.Reason(.marketplace) }
        return terms.treatment == .exempt ? .exempt : .taxed
      }
      guard isFromHere, let territory = terms.territory else { throw LeftOut.Reason(.otherTerritory) }
      // Taxed where they arrive in another tax area, and so exported or supplied abroad here.
      guard !(isDispatchedInUnion && VATArea.standard.isInUnion(territory, on: date)) else {
        throw LeftOut.Reason(.otherTerritory)
      }
      return terms.isService ? .serviceAbroad : .export
    }

    private var isDispatchedInUnion: Bool {
      terms.dispatch.map { VATArea.standard.isInUnion($0, on: date) } ?? false
    }

    private func of(_ supply: StateSupply, _ holds: Bool) throws(LeftOut.Reason) -> StateSupply {
      guard holds else { throw LeftOut.Reason(.otherTerritory) }
      return supply
    }
  }
}

extension LeftOut {
  /// A reason that is thrown.
  public struct Reason: Error, Hashable {
    /// The reason.
    public let leftOut: LeftOut

    init(_ leftOut: LeftOut) { self.leftOut = leftOut }
  }
}
