public import Commerce

/// Counts lines of the books towards every threshold that they fall under.
///
/// Documents are given in any order and counted in the order in which they happened: by tax date, then by instant, then by
/// the ledger's number. Amounts in neither the threshold's currency nor books of that currency are converted by the
/// fixing that was published last on or before the tax date. What cannot be counted because there is none is kept apart,
/// never dropped.
public struct ThresholdCount: Sendable {
  /// A threshold with what was counted towards it.
  public struct Standing: Sendable {
    /// The counter.
    public var counter: ThresholdCounter
    /// Documents whose amounts were converted by fixings, by the year they are in.
    public var converted: [Int: Int] = [:]
    /// What could not be counted, by the year it is in.
    public var unconverted: [Int: Unconverted] = [:]
  }

  /// Documents whose amounts are known in no currency of a threshold, and for which there is no fixing.
  public struct Unconverted: Hashable, Sendable {
    /// Their number.
    public var documents = 0
    /// Their currencies.
    public var currencies: Set<Currency> = []
    /// The first of their tax dates.
    public var first: CivilDate
    /// The last of their tax dates.
    public var last: CivilDate

    init(on date: CivilDate) {
      first = date
      last = date
    }

    mutating func add(_ document: DeclaredLine.Document) {
      documents += 1
      currencies.insert(document.currency)
      first = min(first, document.taxDate)
      last = max(last, document.taxDate)
    }
  }

  /// A sale that counts towards a threshold, and what puts it into its order.
  private struct Entry: Sendable {
    var threshold: Int
    var placedAt: Int64
    var number: Int64
    var sale: ThresholdCounter.Sale
  }

  /// The exchange rates; `nil` for none, which keeps apart what would have to be converted.
  private let fixings: ECBFixings?
  private var empty: [Standing]
  private var entries: [Entry] = []
  private let byDestination: [Territory: [Int]]
  private let intraEU: [Int]

  /// Counts towards `thresholds`.
  ///
  /// - Parameter fixings: the exchange rates; `nil` for none, which keeps apart what would have to be converted.
  public init(_ thresholds: [Threshold] = Thresholds.all, fixings: ECBFixings? = nil) {
    self.fixings = fixings
    empty = thresholds.map { Standing(counter: ThresholdCounter($0)) }
    var byDestination: [Territory: [Int]] = [:]
    for (index, threshold) in thresholds.enumerated() where threshold.scope == .destination {
      byDestination[threshold.territory, default: []].append(index)
    }
    self.byDestination = byDestination
    intraEU = thresholds.indices.filter { thresholds[$0].scope == .intraEUConsumerSales }
  }

  /// The thresholds that something was counted towards or kept apart from, by code.
  public func standings() -> [Standing] {
    var all = empty
    let ordered = entries.sorted {
      ($0.sale.date, $0.placedAt, $0.number) < ($1.sale.date, $1.placedAt, $1.number)
    }
    for entry in ordered { all[entry.threshold].counter.add(entry.sale) }
    return all.filter { !$0.counter.years.isEmpty || !$0.unconverted.isEmpty }
  }

  /// Counts the lines of one document.
  public mutating func add(_ document: DeclaredLine.Document, _ lines: [DeclaredLine]) {
    if document.status == .cancelled || document.status == .pending { return }
    let counted = lines.filter { $0.terms.treatment != .outOfScope && $0.terms.lineKind != .rounding }
    guard !counted.isEmpty else { return }
    for index in byDestination[Self.destination(document, counted), default: []] { add(document, counted, to: index) }
    let consumer = counted.filter(Self.isIntraEUConsumerSale)
    if !consumer.isEmpty { for index in intraEU { add(document, consumer, to: index) } }
  }

  private mutating func add(_ document: DeclaredLine.Document, _ lines: [DeclaredLine], to index: Int) {
    let threshold = empty[index].counter.threshold
    // Lines of one document can differ in who collects their tax.
    for isMarketplace in [false, true] {
      let part = lines.filter { ($0.terms.liable == .marketplace) == isMarketplace }
      guard !part.isEmpty else { continue }
      let year = threshold.period.year(of: document.taxDate)
      guard let (net, isConverted) = net(part, document, in: threshold.currency) else {
        empty[index].unconverted[year, default: Unconverted(on: document.taxDate)].add(document)
        continue
      }
      if isConverted { empty[index].converted[year, default: 0] += 1 }
      entries.append(
        Entry(
          threshold: index, placedAt: document.placedAt?.seconds ?? .max, number: document.id,
          sale: ThresholdCounter.Sale(
            store: document.store, document: document.externalID, date: document.taxDate,
            placedAt: document.placedAt, net: net, isMarketplace: isMarketplace)))
    }
  }

  /// The net amount of `lines` in `currency`, and whether it was converted here; `nil` when there is no fixing for that.
  private func net(
    _ lines: [DeclaredLine], _ document: DeclaredLine.Document, in currency: Currency
  ) -> (net: MinorUnits, isConverted: Bool)? {
    if document.currency != currency, document.baseCurrency == currency,
      let net = Self.sum(lines.map(\.baseNet))
    {
      return (net, false)
    }
    guard let net = Self.sum(lines.map(\.net)) else { return nil }
    if document.currency == currency { return (net, false) }
    // One conversion of the whole, so that it is rounded once.
    return (try? fixings?.convert(net, from: document.currency, to: currency, on: document.taxDate)).map { ($0, true) }
  }

  /// The sum; `nil` when a part is missing or it is outside 64 bits.
  private static func sum(_ amounts: [MinorUnits?]) -> MinorUnits? {
    amounts.reduce(MinorUnits.zero) { sum, amount in sum.flatMap { sum in amount.flatMap { sum.adding($0) } } }
  }

  /// The place whose threshold counts the document: its state within the United States, else its country.
  private static func destination(_ document: DeclaredLine.Document, _ lines: [DeclaredLine]) -> Territory {
    let none = Territory(number: 0)
    guard let country = document.destination else { return none }
    guard country.code == "US" else { return Territory(country.code) ?? none }
    if let state = VATArea.standard.place(country, region: document.region)?.territory { return state }
    return lines.lazy.compactMap(\.terms.territory).first { $0.country?.code == "US" && $0.prefix != $0 } ?? none
  }

  /// Reasons of the rules for sales to consumers of another member state.
  private static let consumerReasons: Set = [
    "distance_sale_at_origin_old", "distance_sale_at_origin", "distance_sale_at_destination", "needs_registration",
    "service_at_origin", "service_by_oss", "service_in_state", "service_needs_registration",
  ]

  private static func isIntraEUConsumerSale(_ line: DeclaredLine) -> Bool {
    switch line.terms.scheme {
    case .ossUnion, .ossUnionCorrection, .originBelowThreshold, .originOldThreshold: return true
    case .localRegistration:
      guard let reason = line.terms.reason?.code, let territory = line.terms.territory else { return false }
      return consumerReasons.contains(reason) && VATArea.standard.isMember(territory.prefix, on: line.document.taxDate)
    default: return false
    }
  }
}
