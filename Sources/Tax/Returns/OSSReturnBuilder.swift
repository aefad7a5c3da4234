import Commerce

/// Makes a return of a one-stop shop from the lines of one period.
///
/// Lines of other returns are passed over; each line of the scheme comes to lie in one row, one correction, or among what
/// is left out with its reason.
public struct OSSReturnBuilder: Sendable {
  private struct LeftOutKey: Hashable {
    var document: Int64
    var reason: OSSOmission
    var consumption: Territory?
    var period: ReturnPeriod?
  }

  private let scheme: OSSScheme
  private let period: ReturnPeriod
  private let trader: OSSTrader?
  private let rates: RateTable
  private var supplies: [OSSSupply.Key: OSSSums] = [:]
  private var corrections: [OSSCorrection.Key: OSSSums] = [:]
  private var leftOut: [LeftOutKey: OSSLeftOut] = [:]

  /// A return of `trader` for `period`; without a trader everything is left out.
  public init(_ scheme: OSSScheme, _ period: ReturnPeriod, of trader: OSSTrader?, rates: RateTable = .standard) {
    self.scheme = scheme
    self.period = period
    self.trader = trader
    self.rates = rates
  }

  /// Whether the line belongs to the scheme and its document into the period.
  public func takes(_ line: DeclaredLine) -> Bool {
    line.terms.taxReturn == scheme.taxReturn && period.contains(line.document.taxDate)
  }

  /// Adds a line; lines of other returns and periods are passed over.
  public mutating func add(_ line: DeclaredLine) {
    guard takes(line) else { return }
    let (sold, remark) = sold(line.document)
    let soldIn = ReturnPeriod(scheme.length, containing: sold)
    switch place(line, sold) {
    case .failure(let reason):
      leaveOut(line, reason, nil, soldIn)
    case .success(let key):
      if soldIn == period {
        supplies[key, default: OSSSums()].add(line, remark)
      } else if sold < DistanceSaleReform.firstDay {
        leaveOut(line, .beforeReform, key.consumption, soldIn)
      } else if period.lastDay >= OSSScheme.lastCorrection(of: soldIn) {
        leaveOut(line, .pastThreeYears, key.consumption, soldIn)
      } else {
        corrections[OSSCorrection.Key(consumption: key.consumption, period: soldIn), default: OSSSums()]
          .add(line, remark)
      }
    }
  }

  /// The return, its amounts converted by `fixings`; without them only amounts in the return's own currency are declared.
  public consuming func finish(_ fixings: ECBFixings?) -> OSSReturn {
    let currency = trader?.declaresInSterling == true ? Currency.poundSterling : .euro
    let desk = OSSConversion(target: currency, fixings: fixings)
    var rows: [OSSSupply] = []
    for (key, sums) in supplies {
      do throws(OSSConversion.Failure) {
        let row = try sums.converted(desk, for: period)
        leaveOut(row.unconverted, .noFixing, key.consumption, nil)
        guard !row.entries.isEmpty else { continue }
        if row.net < .zero || row.tax < .zero {
          leaveOut(row.entries, .negativeRow, key.consumption, nil)
        } else {
          let number = key.origin.flatMap { trader?.registrations[$0] }
          rows.append(
            OSSSupply(key: key, originNumber: number, net: row.net, tax: row.tax, entries: row.entries))
        }
      } catch {
        leaveOut(sums.entries, .tooLarge, key.consumption, nil)
      }
    }
    var corrected: [OSSCorrection] = []
    for (key, sums) in corrections {
      do throws(OSSConversion.Failure) {
        let row = try sums.converted(desk, for: key.period)
        leaveOut(row.unconverted, .noFixing, key.consumption, key.period)
        guard !row.entries.isEmpty else { continue }
        corrected.append(OSSCorrection(key: key, tax: row.tax, entries: row.entries))
      } catch {
        leaveOut(sums.entries, .tooLarge, key.consumption, key.period)
      }
    }
    return OSSReturn(
      scheme: scheme, period: period, trader: trader, currency: currency, supplies: rows.sorted { $0.key < $1.key },
      corrections: corrected.sorted { $0.key < $1.key }, leftOut: leftOut.values.sorted { $0.order < $1.order })
  }

  // MARK: Where a line belongs

  /// The day of the sale: of the one that is refunded where that is known and earlier.
  private func sold(_ document: DeclaredLine.Document) -> (date: CivilDate, remark: OSSRemark?) {
    guard document.kind == .refund else { return (document.taxDate, nil) }
    guard let soldOn = document.soldOn else { return (document.taxDate, .saleUnknown) }
    return soldOn <= document.taxDate ? (soldOn, nil) : (document.taxDate, .beforeSale)
  }

  private func place(_ line: DeclaredLine, _ sold: CivilDate) -> Result<OSSSupply.Key, Unplaced> {
    if let omission = line.omission { return .failure(.init(.undeclared(omission))) }
    guard let trader else { return .failure(.init(.notRegistered)) }
    guard let territory = line.terms.territory, let consumption = VATArea.standard.memberState(of: territory, on: sold)
    else { return .failure(.init(.outsideUnion)) }
    guard let rate = line.terms.rate else { return .failure(.init(.noRate)) }
    guard rate > .zero, line.terms.treatment == .taxed else { return .failure(.init(.zeroRate)) }
    let type = type(line)
    var origin: Territory?
    if scheme == .union {
      let dispatch = line.terms.dispatch.map { VATArea.standard.memberState(of: $0, on: sold) }
      // A seller of services supplies from where it is identified unless the line names an establishment elsewhere.
      guard let from = dispatch ?? (type == .services ? trader.state : nil) else {
        return .failure(.init(.dispatchUnknown))
      }
      origin = from == trader.state ? nil : from
    }
    // The rate that was charged counts, not the product's class: a platform may have charged a reduced one.
    let standard = rates.rate(territory, .standard, on: sold) ?? rates.rate(consumption, .standard, on: sold)
    let isStandard = standard.map { $0 == rate } ?? (line.terms.category == .standard)
    return .success(
      OSSSupply.Key(
        consumption: consumption, origin: origin, type: type, rateType: isStandard ? .standard : .reduced, rate: rate))
  }

  /// The import scheme is for goods and the non-Union scheme for services, whatever the line is called.
  private func type(_ line: DeclaredLine) -> OSSSupplyType {
    switch scheme {
    case .union: line.terms.isService ? .services : .goods
    case .nonUnion: .services
    case .importScheme: .goods
    }
  }

  // MARK: What is left out

  private mutating func leaveOut(
    _ line: DeclaredLine, _ reason: Unplaced, _ consumption: Territory?, _ soldIn: ReturnPeriod
  ) { leaveOut(line, reason.reason, consumption, soldIn) }

  private mutating func leaveOut(
    _ line: DeclaredLine, _ reason: OSSOmission, _ consumption: Territory?, _ soldIn: ReturnPeriod
  ) {
    add(
      OSSLeftOut(
        document: line.document, reason: reason, consumption: consumption, period: soldIn == period ? nil : soldIn,
        net: line.net, tax: line.tax))
  }

  private mutating func leaveOut(
    _ entries: [OSSEntry], _ reason: OSSOmission, _ consumption: Territory, _ soldIn: ReturnPeriod?
  ) {
    for entry in entries {
      add(
        OSSLeftOut(
          document: entry.document, reason: reason, consumption: consumption, period: soldIn, net: entry.net,
          tax: entry.tax))
    }
  }

  private mutating func add(_ item: OSSLeftOut) {
    let key = LeftOutKey(
      document: item.document.id, reason: item.reason, consumption: item.consumption, period: item.period)
    guard var sum = leftOut[key] else { return leftOut[key] = item }
    sum.net.count += item.net.count
    sum.tax.count += item.tax.count
    leftOut[key] = sum
  }

  /// Carries a reason out of a search for a place.
  private struct Unplaced: Error {
    let reason: OSSOmission

    init(_ reason: OSSOmission) { self.reason = reason }
  }
}
