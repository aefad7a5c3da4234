public import Commerce

/// The dated taxes on sales in each province and territory of Canada.
///
/// From `Data/ca_rates.csv`; a province without a row of its own tax on a day has the federal one alone.
public struct CanadianRates: Sendable {
  /// The program's own table.
  public static let standard = CanadianRates()

  /// Which taxes a province has.
  public enum Kind: Hashable, Sendable {
    /// The harmonised tax, which includes the federal one.
    case harmonised
    /// The federal tax alone.
    case federal
    /// The federal tax and a provincial one, declared to the province.
    case provincial
    /// The federal tax and Québec's, declared to Revenu Québec.
    case quebec
  }

  /// The taxes of a province on a day.
  public struct Taxes: Hashable, Sendable {
    /// Which they are.
    public var kind: Kind
    /// The federal rate; the harmonised one where there is one.
    public var federal: TaxRate
    /// The provincial rate on the price without any tax; zero where there is none.
    public var provincial: TaxRate

    /// Both together.
    public var total: TaxRate { TaxRate(thousandths: federal.thousandths + provincial.thousandths) }
  }

  private struct Row: Sendable {
    var territory: Territory
    var tax: String
    var rate: TaxRate
    var days: DayRange
  }

  private let rows: [Row]
  private let provinces: Set<Territory>

  private init() {
    rows = EmbeddedTable(PackageResources.ca_rates_csv).rows.compactMap { cells in
      guard let territory = Territory(cells[0] == "CA" ? "CA" : "CA-\(cells[0])"), let rate = TaxRate(cells[2]),
        let days = DayRange(from: cells[3], to: cells[4])
      else { return nil }
      return Row(territory: territory, tax: cells[1], rate: rate, days: days)
    }
    provinces = Set(rows.map(\.territory)).subtracting([.canada])
  }

  /// The taxes of a province or territory such as `CA-ON` on `date`; `nil` for another place, and before 2008.
  public func taxes(of province: Territory, on date: CivilDate) -> Taxes? {
    guard provinces.contains(province), let federal = rate("GST", of: .canada, on: date) else { return nil }
    if let harmonised = rate("HST", of: province, on: date) {
      return Taxes(kind: .harmonised, federal: harmonised, provincial: .zero)
    }
    if let quebec = rate("QST", of: province, on: date) {
      return Taxes(kind: .quebec, federal: federal, provincial: quebec)
    }
    if let provincial = rate("PST", of: province, on: date) ?? rate("RST", of: province, on: date) {
      return Taxes(kind: .provincial, federal: federal, provincial: provincial)
    }
    return Taxes(kind: .federal, federal: federal, provincial: .zero)
  }

  /// Whether `territory` is a province or territory of Canada.
  func isProvince(_ territory: Territory) -> Bool { provinces.contains(territory) }

  private func rate(_ tax: String, of territory: Territory, on date: CivilDate) -> TaxRate? {
    rows.first { $0.territory == territory && $0.tax == tax && $0.days.contains(date) }?.rate
  }
}
