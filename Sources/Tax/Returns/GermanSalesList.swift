public import Commerce

/// The German recapitulative statement (Zusammenfassende Meldung) as the file that the portal of the tax office reads.
///
/// `#v3.0`, a header, and a row for each buyer and kind of supply: the amount in whole euros, each buyer's total rounded
/// by itself, and `L` for goods, `S` for services, `D` for the middle of three traders. What was read of the portal's
/// description does not say which way halves go; they go away from zero.
public struct GermanSalesList: Hashable, Sendable {
  /// Rows that the portal takes in one file.
  public static let rowsMaximum = 1_500

  /// Why there is no such file.
  public enum Fault: Error, Hashable, Sendable {
    /// There are more rows than the portal takes.
    case tooManyRows(Int)
    /// Amounts without a buyer's number, in cents.
    case buyerIDMissing(MinorUnits)
  }

  /// A row.
  public struct Row: Hashable, Sendable {
    /// The buyer's number.
    public var buyer: String
    /// The amount in whole euros.
    public var euros: Int64
    /// The kind of supply.
    public var kind: String
  }

  /// The rows, by buyer and kind.
  public let rows: [Row]

  /// The file of the figures of an ``ECSalesList``.
  ///
  /// A buyer whose sales and refunds cancel out is left out. Amounts that round to nothing are not.
  public init(_ figures: [Figure]) throws(Fault) {
    var rows: [Row] = []
    for figure in figures where !(figure.amount == .zero) {
      guard !figure.key.group.isEmpty else { throw .buyerIDMissing(figure.amount) }
      let kind = figure.key.figure == ECSalesList.Code.triangulation.rawValue ? "D" : figure.key.figure
      rows.append(
        Row(buyer: figure.key.group, euros: figure.amount.nearestWhole(exponent: 2).count / 100, kind: kind))
    }
    guard rows.count <= Self.rowsMaximum else { throw .tooManyRows(rows.count) }
    self.rows = rows
  }

  /// The text of the file.
  public var text: String {
    "#v3.0\nUSt-IdNr.,Betrag (EUR),Art der Leistung\n"
      + rows.map { "\($0.buyer),\($0.euros),\($0.kind)\n" }.joined()
  }
}
