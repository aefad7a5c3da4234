import Columns
import Pipeline
import Tax

/// The columns that say how the tax of each line was decided, beside its amounts.
struct DecidedColumns {
  private var categories: Column<RateCategory>
  private var territories: Column<Territory>
  private var liable: Column<LiableParty>
  private var returns: Column<TaxReturn>
  private var reasons: Column<DecisionReason>
  /// Where each document was sent from.
  var dispatches: Column<Territory>

  init(_ batch: borrowing Batch) {
    categories = Column(missing: batch.lineCount)
    territories = Column(missing: batch.lineCount)
    liable = Column(missing: batch.lineCount)
    returns = Column(missing: batch.lineCount)
    reasons = Column(missing: batch.lineCount)
    dispatches = Column(missing: batch.documentCount)
  }

  /// The columns of a batch that has them already.
  init(taking batch: inout Batch) {
    categories = batch.take(TaxKeys.category)
    territories = batch.take(TaxKeys.territory)
    liable = batch.take(TaxKeys.liable)
    returns = batch.take(TaxKeys.taxReturn)
    reasons = batch.take(TaxKeys.reason)
    dispatches = batch.take(TaxKeys.dispatch)
  }

  /// Takes the decision of a line.
  mutating func store(_ taxed: TaxedLine, at line: Int) {
    categories.stored[line] = taxed.category.rawValue
    territories.stored[line] = taxed.territory?.stored ?? .missing
    liable.stored[line] = taxed.liable.rawValue
    returns.stored[line] = taxed.taxReturn.rawValue
    reasons.stored[line] = taxed.reason?.number ?? .missing
  }

  /// Puts the columns into the batch.
  consuming func put(into batch: inout Batch) {
    batch.put(TaxKeys.category, categories)
    batch.put(TaxKeys.territory, territories)
    batch.put(TaxKeys.liable, liable)
    batch.put(TaxKeys.taxReturn, returns)
    batch.put(TaxKeys.reason, reasons)
    batch.put(TaxKeys.dispatch, dispatches)
  }
}
