public import Commerce

/// The Australian business activity statement as far as sales go.
///
/// G1 is all sales with the tax, G2 exports, G3 other sales free of tax, 1A the tax; whole dollars, cents dropped.
/// Imported goods of low value are declared by themselves, in a return of their own kind. The labels are general
/// knowledge, not checked against the form.
public struct AustralianBAS: ReturnRules {
  /// Australian dollars.
  public let currency = Currency.australianDollar

  /// The statement.
  public init() {}

  private static let labels: [(name: String, meaning: String)] = [
    ("G1", "total sales, with the tax"), ("G2", "export sales"), ("G3", "other sales free of tax"),
    ("1A", "GST on sales"), ("low_value_sales", "imported goods of low value, without tax; a return of their own"),
    ("low_value_gst", "GST on imported goods of low value"),
  ]

  /// The figures in which tax is declared.
  public var taxFigures: Set<String> { ["1A", "low_value_gst"] }

  /// Where a line stands.
  public func place(_ line: DeclaredLine, _ amounts: LineAmounts) -> Placement {
    let supply: StateSupply
    do throws(LeftOut.Reason) { supply = try StateSupply(line, in: .australia) } catch {
      return .leftOut(error.leftOut)
    }
    func entry(_ label: String, _ amount: MinorUnits) -> Placement.Entry {
      Placement.Entry(FigureKey(label), amount)
    }
    if line.terms.scheme == .auLowValueImport, supply == .taxed {
      return .figures([entry("low_value_sales", amounts.net), entry("low_value_gst", amounts.tax)])
    }
    switch supply {
    case .taxed where amounts.tax == .zero && line.terms.rate == .zero, .exempt:
      return .figures(
        [entry("G1", amounts.gross), entry("G3", amounts.gross), entry("1A", amounts.tax)],
        doubts: amounts.tax == .zero ? [] : [.taxCharged])
    case .taxed: return .figures([entry("G1", amounts.gross), entry("1A", amounts.tax)])
    case .export, .serviceAbroad: return .figures([entry("G1", amounts.net), entry("G2", amounts.net)])
    default: return .leftOut(.otherKind)
    }
  }

  /// The labels.
  public func figures(_ sums: FigureSums) -> [Figure] {
    Self.labels.map { label in
      sums.figure(FigureKey(label.name), label.meaning) { $0.withoutFractions(exponent: 2) }
    }
  }
}
