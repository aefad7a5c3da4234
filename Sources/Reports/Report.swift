/// A report: its name, what it holds, and how it is made from a ledger.
public import Commerce
public import Ledger
public import Pipeline

/// A new report is one file in `Catalogue/` and one line in ``ReportCatalogue/all``.
///
/// Reports read published runs only, carry no personal data, and are sorted: the same ledger gives the same rows.
public protocol Report: Sendable {
  /// The word that definitions, commands and file names use.
  var name: String { get }
  /// What it is for, in a sentence.
  var summary: String { get }
  /// The entities whose pipelines can ask for it; orders unless it says otherwise.
  var entities: [Entity] { get }
  /// What it can be narrowed by and needs to be told; it takes no notice of the rest of a request.
  var heeds: ReportHeed { get }
  /// Its tables; the first has the report's own name.
  var layouts: [ReportLayout] { get }

  /// Makes the tables, in the order of ``layouts``.
  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable]
}

extension Report {
  /// Orders.
  public var entities: [Entity] { [.orders] }
}
