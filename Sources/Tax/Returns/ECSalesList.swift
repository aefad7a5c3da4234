public import Commerce

/// The recapitulative statement: what was supplied without tax to businesses of other member states, by buyer.
///
/// Directive 2006/112/EC, art. 262 to 264. A refund reduces the amount of its buyer. A supply whose buyer's number is not
/// known stands under an empty number, with a doubt.
public struct ECSalesList: ReturnRules {
  /// What was supplied, by the code of the statement.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// Goods, own goods that were moved included.
    case goods = "L"
    /// Services for which the buyer owes the tax.
    case services = "S"
    /// The middle of three traders.
    case triangulation = "T"

    /// What it stands for, in words.
    public var meaning: String {
      switch self {
      case .goods: "goods supplied to the buyer"
      case .services: "services for which the buyer owes the tax"
      case .triangulation: "goods supplied as the middle of three traders"
      }
    }
  }

  /// The state that the statement is handed in to, by its VAT code.
  public let state: Territory
  /// The currency of the statement.
  public let currency: Currency
  /// The seller's own numbers by state, for own goods that are moved there.
  public let ownIDs: [Territory: String]

  /// The statement for `state`.
  public init(state: Territory, currency: Currency, ownIDs: [Territory: String] = [:]) {
    self.state = state
    self.currency = currency
    self.ownIDs = ownIDs
  }

  /// None: the tax is the buyer's, and the supply itself stands in the seller's return.
  public var taxFigures: Set<String> { [] }

  /// Where a line stands.
  public func place(_ line: DeclaredLine, _ amounts: LineAmounts) -> Placement {
    let supply: StateSupply
    do throws(LeftOut.Reason) {
      supply = try StateSupply(line, in: VATArea.standard.returnState(of: state))
    } catch { return .leftOut(error.leftOut) }
    guard let code = Code(supply), isDeclaredHere(line) else { return .leftOut(.otherKind) }
    let buyer = buyer(of: line, supply)
    return .figures(
      [Placement.Entry(FigureKey(code.rawValue, of: buyer), amounts.net)],
      doubts: (buyer.isEmpty ? [.buyerIDMissing] : []) + (amounts.tax == .zero ? [] : [.taxCharged]))
  }

  /// An amount for each buyer and code.
  public func figures(_ sums: FigureSums) -> [Figure] {
    sums.keys.map { key in sums.figure(key, Code(rawValue: key.figure)?.meaning ?? "") }
  }

  /// Since 2021 the United Kingdom has the statement for goods from Northern Ireland alone.
  private func isDeclaredHere(_ line: DeclaredLine) -> Bool {
    guard let dispatch = line.terms.dispatch ?? line.terms.territory else { return true }
    let date = line.document.taxDate
    return line.terms.isService
      ? VATArea.standard.isMember(VATArea.standard.returnState(of: dispatch), on: date)
      : VATArea.standard.isInUnion(dispatch, on: date)
  }

  private func buyer(of line: DeclaredLine, _ supply: StateSupply) -> String {
    let state = line.document.destination.map {
      VATArea.standard.place($0, on: line.document.taxDate).territory
    }
    let stated = ListedVATID.normalised(line.document.buyerVATID, in: state)
    guard supply == .ownTransfer, stated.isEmpty, let state else { return stated }
    return ListedVATID.normalised(ownIDs[state] ?? "", in: state)
  }
}

extension ECSalesList.Code {
  /// The code of a supply; `nil` when it is not listed.
  fileprivate init?(_ supply: StateSupply) {
    switch supply {
    case .intraCommunitySupply, .ownTransfer: self = .goods
    case .serviceReverseCharge: self = .services
    case .triangulation: self = .triangulation
    default: return nil
    }
  }
}

/// How VAT numbers are written in returns: capital letters and digits behind the state's code, which is `EL` for Greece.
enum ListedVATID {
  /// The number as returns have it; empty for none.
  ///
  /// - Parameter state: whose number it is where it does not begin with a code.
  static func normalised(_ number: String, in state: Territory?) -> String {
    let signs = number.uppercased().unicodeScalars.filter {
      $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "+" || $0 == "*")
    }
    let text = String(String.UnicodeScalarView(signs))
    guard !text.isEmpty else { return "" }
    if text.hasPrefix("GR") { return "EL" + text.dropFirst(2) }
    let hasCode = text.prefix(2).allSatisfy { $0.isLetter }
    return hasCode ? text : (state?.prefix.code ?? "") + text
  }
}
