/// The reports there are; a new one is one file and one line here.
import Tax

/// Every report by its name.
public enum ReportCatalogue {
  /// All of them, in the order in which help lists them.
  public static let all: [any Report] = [
    VATByCountryReport(), OSSReport(scheme: .union), OSSReport(scheme: .nonUnion), OSSReport(scheme: .importScheme),
    ECSalesListReturn(), UKVATReturnReport(), GermanVATReturnReport(), DomesticVATReturn(), USSalesTaxReturn(),
    CanadianGSTReport(), CanadianProvincialReport(), AustralianBASReport(), ReturnsCoverageReport(), TaxSummaryReport(),
    TaxFindingsReport(), ThresholdsReport(), SalesByCountryReport(), SalesByStoreReport(), StockLevelsReport(),
    LowStockReport(), PayoutsReport(), UnbookedReport(), JournalReport(), TrialBalanceReport(), AccountCardReport(),
    OpenItemsReport(), UnsettledReport(), ControlTotalsReport(), RejectsReport(),
  ]

  /// The report of that name.
  public static func named(_ name: String) -> (any Report)? { all.first { $0.name == name } }
}
