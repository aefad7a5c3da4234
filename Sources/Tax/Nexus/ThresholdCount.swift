import Commerce

/// Counts lines of the books towards every threshold that they fall under.
///
/// Documents are given in any order and counted in the order in which they happened: by tax date, then by instant, then by
/// the ledger's number. What cannot be counted because its amount is known in no currency of the threshold is kept
/// apart, never dropped.
public struct ThresholdCount: Sendable {
  /// A threshold with what was counted towards it.
  public struct Standing: Sendable {
    /// The counter.
    public var counter: ThresholdCounter
    /// Documents whose amounts are known neither in its currency nor in books of its currency, by the year they are in.
    public var unconverted: [Int: Int] = [:]
  }

  /// A sale that counts towards a threshold, and what puts it into its order.
  private struct Entry: Sendable {
    var threshold: Int
    var placedAt: Int64
    var number: Int64
    var sale: ThresholdCounter.Sale
  }

  private var empty: [Standing]
  private var entries: [Entry] = []
  private let byDestination: [Territory: [Int]]
  private let intraEU: [Int]

  /// Counts towards `thresholds`.
  public init(_ thresholds: [Threshold] = Thresholds.all) {
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
      guard let net = Self.net(part, document, in: threshold.currency) else {
        empty[index].unconverted[threshold.period.year(of: document.taxDate), default: 0] += 1
        continue
      }
      entries.append(
        Entry(
          threshold: index, placedAt: document.placedAt?.seconds ?? .max, number: document.id,
          sale: ThresholdCounter.Sale(
            store: document.store, document: document.externalID, date: document.taxDate, net: net,
            isMarketplace: isMarketplace)))
    }
  }

  /// The net amount of `lines` in `currency`; `nil` when neither the document nor the books are kept in it.
  private static func net(
    _ lines: [DeclaredLine], _ document: DeclaredLine.Document, in currency: Currency
  ) -> MinorUnits? {
    var sum = MinorUnits.zero
    for line in lines {
      let amount =
        document.currency == currency ? line.net : document.baseCurrency == currency ? line.baseNet : nil
      guard let amount, let next = sum.adding(amount) else { return nil }
      sum = next
    }
    return sum
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
