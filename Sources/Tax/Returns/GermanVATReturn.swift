public import Commerce

/// The German advance return (Umsatzsteuer-Voranmeldung) as far as sales go, by the numbers of its fields (Kennzahlen).
///
/// Bases are stated in whole euros without the cents, tax in euros and cents. 81, 86, 41 and 43 are as public programs
/// have them; 35, 36, 21, 42, 45, 48, 60, 69 and 87 are general knowledge and not checked against the form of each year.
public struct GermanVATReturn: ReturnRules {
  /// Euros.
  public let currency = Currency.euro

  /// The return.
  public init() {}

  private static let germany = Territory("DE") ?? .northernIreland
  private static let standard = TaxRate(thousandths: 19_000)
  private static let reduced = TaxRate(thousandths: 7_000)

  /// The fields in the order of the form, with what they mean, and whether they hold tax.
  private static let fields: [(number: String, meaning: String, isTax: Bool)] = [
    ("81", "base of sales taxed at 19 %", false), ("81_tax", "tax on field 81 as charged", true),
    ("86", "base of sales taxed at 7 %", false), ("86_tax", "tax on field 86 as charged", true),
    ("87", "base of sales taxed at 0 %", false), ("35", "base of sales taxed at other rates", false),
    ("36", "tax on field 35", true), ("41", "intra-Community supplies to buyers with a VAT number", false),
    ("43", "exports and other supplies exempt with the right to deduct", false),
    ("48", "supplies exempt without the right to deduct", false),
    ("42", "supplies as the middle of three traders", false),
    ("60", "supplies for which the buyer owes the tax", false),
    ("21", "services to businesses of other member states, which owe the tax", false),
    ("45", "other supplies with their place outside Germany", false),
    ("69", "tax charged without being due", true),
  ]

  /// The figures in which tax is declared.
  public var taxFigures: Set<String> { Set(Self.fields.filter(\.isTax).map(\.number)) }

  /// Where a line stands.
  public func place(_ line: DeclaredLine, _ amounts: LineAmounts) -> Placement {
    let supply: StateSupply
    do throws(LeftOut.Reason) {
      supply = try StateSupply(line, in: Self.germany)
    } catch { return .leftOut(error.leftOut) }
    guard supply != .taxed else {
      return .figures(taxed(line, amounts), doubts: line.terms.rate == nil ? [.rateUnknown] : [])
    }
    let base = Placement.Entry(FigureKey(Self.field(supply)), amounts.net)
    guard amounts.tax != .zero, !supply.isTaxedElsewhere, supply != .supplyToMarketplace else {
      return .figures([base])
    }
    return .figures([base, Placement.Entry(FigureKey("69"), amounts.tax)], doubts: [.taxCharged])
  }

  /// The fields.
  public func figures(_ sums: FigureSums) -> [Figure] {
    Self.fields.map { field in
      sums.figure(FigureKey(field.number), field.meaning) {
        field.isTax ? $0 : $0.withoutFractions(exponent: 2)
      }
    }
  }

  private func taxed(_ line: DeclaredLine, _ amounts: LineAmounts) -> [Placement.Entry] {
    let fields: (base: String, tax: String) =
      switch line.terms.rate {
      case Self.standard: ("81", "81_tax")
      case Self.reduced: ("86", "86_tax")
      case TaxRate.zero where amounts.tax == .zero: ("87", "")
      default: ("35", "36")
      }
    let base = Placement.Entry(FigureKey(fields.base), amounts.net)
    return fields.tax.isEmpty ? [base] : [base, Placement.Entry(FigureKey(fields.tax), amounts.tax)]
  }

  /// The field of an untaxed supply.
  private static func field(_ supply: StateSupply) -> String {
    switch supply {
    case .intraCommunitySupply, .ownTransfer: "41"
    // Supplies to a marketplace are exempt by § 4 Nr. 4c UStG, which the field names by its range.
    case .export, .supplyToMarketplace: "43"
    case .triangulation: "42"
    case .domesticReverseCharge: "60"
    case .serviceReverseCharge: "21"
    case .serviceAbroad: "45"
    case .exempt, .taxed: "48"
    }
  }
}
