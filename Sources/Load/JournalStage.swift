/// The `journal` load stage.
import Books
import Commerce
import Pipeline

/// Books what a run has published into the general ledger.
///
/// All documents and payouts of the pipeline's store that are not booked yet are, those of earlier runs as well; what was
/// booked and has changed since is corrected by difference.
struct JournalStage: LoadStage {
  static let spec = StageSpec(
    "journal", .load, "Books the store's documents and payouts into the general ledger, and corrects what has changed.",
    options: [
      OptionSpec(
        "granularity", .choice(JournalOrder.Granularity.allCases.map(\.rawValue)),
        "How many documents one entry books: all of a day and kind, or one; default: day.", example: #""document""#),
      OptionSpec(
        "cost_of_goods", .flag,
        "Whether what goods have cost is booked when they are sold, at the unit cost that the store's products or stock tell; default: false.",
        example: "true"),
    ], entities: [.orders, .payouts])

  private var order: JournalOrder

  /// Compiles the options.
  init?(_ options: OptionValues, _ context: inout CompileContext) {
    guard let books = context.business.books else {
      context.diagnostics.append(
        options.diagnostic(
          .conflictingOptions, "the business file has no chart of accounts that fits, and the journal is kept by one"))
      return nil
    }
    order = JournalOrder(
      store: context.store.name, platform: context.store.platform.rawValue,
      granularity: options.optionalText("granularity").flatMap(JournalOrder.Granularity.init) ?? .day, books: books)
    order.costsGoods = options.flag("cost_of_goods", default: false)
  }

  func deliver(_ context: DeliveryContext) throws(RunFailure) -> LoadOutcome {
    guard let journal = context.journal else { return [] }
    return LoadOutcome(counts: try journal.post(order, at: context.now).counts)
  }
}

extension JournalOutcome {
  /// What the run report tells of it.
  var counts: [LoadCount] {
    var counts = [
      LoadCount(stage: "journal", name: "entries", count: entries),
      LoadCount(stage: "journal", name: "corrections", count: corrections),
      LoadCount(stage: "journal", name: "documents", count: documents),
    ]
    if costed + uncosted > 0 {
      counts.append(LoadCount(stage: "journal", name: "lines at cost", count: costed))
      counts.append(LoadCount(stage: "journal", name: "lines without a cost", count: uncosted))
    }
    if payouts > 0 { counts.append(LoadCount(stage: "journal", name: "payouts", count: payouts)) }
    for (reason, count) in waiting.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      counts.append(LoadCount(stage: "journal", name: "waiting: \(reason.rawValue)", count: count))
    }
    for (reason, count) in waitingPayouts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      counts.append(LoadCount(stage: "journal", name: "payouts waiting: \(reason.rawValue)", count: count))
    }
    return counts
  }
}
