/// What the writer knows of one document of a batch: its sums, its number and what became of it.
import Columns

struct DocumentEntry {
  /// What became of the document.
  enum Fate: Int {
    /// Not decided yet.
    case undecided
    /// Written as a new document or revision.
    case loaded
    /// Already in the ledger, the same.
    case unchanged
    /// Refused, by a stage or by the ledger.
    case rejected
  }

  var fate = Fate.undecided
  /// The transaction's id: its own when it is loaded.
  var id: Int64 = 0
  /// The revision that it replaces; ``Int64/missing`` for a new document.
  var supersedes = Int64.missing
  /// Hash over its content.
  var hash: Int64 = 0
  /// Sums over the lines; the base sums are missing when a line has none.
  var net: Int64 = 0
  var tax: Int64 = 0
  var baseNet: Int64 = 0
  var baseTax: Int64 = 0
  /// Sum and number of the amounts that come from the source; a line that a stage has added has none.
  var sourceAmount: Int64 = 0
  var sourceLines: Int64 = 0
}
