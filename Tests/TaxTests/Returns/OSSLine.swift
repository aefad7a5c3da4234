/// Lines of one-stop shops as tests write them down.
import Commerce
import Tax

enum OSSLine {
  /// A line; amounts are text in `currency`.
  static func line(
    _ id: Int64, _ territory: String, _ rate: String?, net: String, tax: String, on date: String,
    currency: String = "EUR", kind: TransactionKind = .sale, soldOn: String? = nil,
    status: DocumentStatus? = .completed,
    lineKind: LineKind = .goods, treatment: Treatment? = .taxed, category: RateCategory? = .standard,
    dispatch: String? = "DE", taxReturn: TaxReturn = .ossUnion, number: Int64 = 1
  ) throws -> DeclaredLine {
    let code = Currency(currency) ?? .euro
    func minor(_ text: String) -> MinorUnits { (Exact(text) ?? .zero).rounded(to: code.exponent ?? 0) }
    return DeclaredLine(
      document: DeclaredLine.Document(
        id: id, store: "shop", externalID: "D\(id)", kind: kind, status: status,
        taxDate: CivilDate(date) ?? CivilDate(day: 0), soldOn: soldOn.flatMap { CivilDate($0) }, currency: code,
        baseCurrency: .euro),
      number: number,
      terms: DeclaredLine.Terms(
        lineKind: lineKind, treatment: treatment, scheme: .ossUnion, rate: rate.flatMap { TaxRate($0) },
        category: category, territory: Territory(territory), dispatch: dispatch.flatMap { Territory($0) },
        liable: .seller, taxReturn: taxReturn),
      net: minor(net), tax: minor(tax))
  }

  /// A trader that is identified in `state`.
  static func trader(_ state: String = "DE", registrations: [String: String] = [:]) throws -> OSSTrader {
    OSSTrader(
      state: Territory(state) ?? Territory(stored: 0), number: "\(state)123456788",
      registrations: registrations.reduce(into: [:]) { numbers, entry in
        Territory(entry.key).map { numbers[$0] = entry.value }
      })
  }

  /// The return of `trader` for the period.
  static func made(
    _ period: String, _ lines: [DeclaredLine], scheme: OSSScheme = .union, of trader: OSSTrader? = nil,
    fixings: ECBFixings? = nil
  ) throws -> OSSReturn {
    var builder = OSSReturnBuilder(
      scheme, ReturnPeriod(period) ?? ReturnPeriod(.year, containing: CivilDate(day: 0)),
      of: try trader ?? self.trader())
    for line in lines { builder.add(line) }
    return builder.finish(fixings)
  }
}

extension MinorUnits {
  /// The amount with two decimals.
  var text: String { description(exponent: 2) }
}

extension OSSReturn {
  /// The rows as `FR<PL GOODS STANDARD 20 net tax`.
  var rows: [String] {
    supplies.map { row in
      let origin = row.key.origin.map { "<\($0)" } ?? ""
      return
        "\(row.key.consumption)\(origin) \(row.key.type.rawValue) \(row.key.rateType.rawValue) \(row.key.rate) \(row.net.text) \(row.tax.text)"
    }
  }

  /// The corrections as `FR 2025-Q4 -20.00`.
  var corrected: [String] { corrections.map { "\($0.key.consumption) \($0.key.period) \($0.tax.text)" } }

  /// What is left out as `D1 before_2021_07 -20.00`, the last being the tax.
  var omitted: [String] { leftOut.map { "\($0.document.externalID) \($0.reason.code) \($0.tax.text)" } }
}
