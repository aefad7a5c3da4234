/// The first records of a list, as many as are asked for, and whether there are more.
struct LimitedList<Record> {
  /// The records.
  let records: [Record]
  /// How many there are, where they were counted.
  private let total: Int?
  private let hasMore: Bool

  /// What `fetch` gives; it is asked for one record more than is shown, which tells whether there are more.
  ///
  /// - Parameter endsWithLatest: whether it gives the latest, and those in the order of time.
  init(_ limit: Int, endsWithLatest: Bool = false, _ fetch: (Int) throws -> [Record]) rethrows {
    let fetched = try fetch(limit + 1)
    records = Array(endsWithLatest ? fetched.suffix(limit) : fetched.prefix(limit))
    hasMore = fetched.count > limit
    total = nil
  }

  /// Records of which there are `total`.
  init(_ records: [Record], of total: Int) {
    self.records = records
    self.total = total
    hasMore = total > records.count
  }

  /// Tells on standard error what the result does not show, so that nobody takes the part for the whole.
  ///
  /// - Parameter noun: what the records are, such as "documents".
  func tell(_ noun: String) {
    guard hasMore else { return }
    let rest = total.map { " of \($0) \(noun); --limit \($0) shows all" }
    let more = ", and there are more \(noun); --limit \(10 * records.count) shows more"
    Messages.line("note: the list stops after \(records.count)\(rest ?? more)")
  }
}
