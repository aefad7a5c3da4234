import Commerce

/// What an entry of a payout is about; each is booked by itself.
enum Bucket: String, CaseIterable {
  case fees
  case reserve
  case taxes
  case chargebacks
  case adjustments
  case unexplained
  case transfer

  /// Where the amounts of a kind of line are posted, as far as they are.
  init(_ kind: PayoutLineKind) {
    switch kind {
    case .fee: self = .fees
    case .reserve: self = .reserve
    case .tax: self = .taxes
    case .chargeback: self = .chargebacks
    case .adjustment: self = .adjustments
    case .other, .sale, .refund: self = .unexplained
    case .payout, .payoutReturn: self = .transfer
    }
  }

  /// The kind of its entries.
  var kind: EntryKind {
    switch self {
    case .fees: .fee
    case .reserve, .transfer: .payout
    case .chargebacks: .refund
    case .taxes, .adjustments, .unexplained: .adjustment
    }
  }
}

/// The entries of a payout as they are drawn together: one for each day and kind of event.
struct PayoutEntries {
  private let payout: SettledPayout
  private var entries: [(bucket: Bucket, date: CivilDate, sums: PostingSums)] = []

  init(_ payout: SettledPayout) { self.payout = payout }

  /// Adds postings to the entry of a day.
  mutating func add(_ postings: [Posting], to bucket: Bucket, on date: CivilDate) {
    guard !postings.isEmpty else { return }
    var index = entries.endIndex - 1
    while index >= 0, entries[index].bucket != bucket || entries[index].date != date { index -= 1 }
    if index < 0 {
      index = entries.endIndex
      entries.append((bucket, date, PostingSums()))
    }
    for posting in postings { entries[index].sums.add(posting) }
  }

  /// The entries by date, those of one date in the order of their kinds.
  var drafts: [EntryDraft] {
    let order = Bucket.allCases
    let sorted = entries.sorted { left, right in
      (left.date, order.firstIndex(of: left.bucket) ?? 0) < (right.date, order.firstIndex(of: right.bucket) ?? 0)
    }
    return sorted.compactMap { entry in
      let postings = entry.sums.remaining
      guard !postings.isEmpty else { return nil }
      return EntryDraft(
        entry.bucket.kind, on: entry.date, store: payout.store, document: payout.id,
        key: "\(payout.key) \(entry.bucket.rawValue) \(entry.date)", postings: postings)
    }
  }
}
