/// What a document must have before the ledger can take it, and the sums over its lines.
import Columns
import Pipeline

/// Stages see to these rules; the ledger keeps them all the same, so that one bad document is a reject and no failed run.
struct DocumentCheck {
  /// A document with more lines than a line's id can count.
  static let tooManyLines = "R4002"
  /// Line numbers take 20 bits of a line's id.
  static let linesMax = 1 << 20 - 1

  let documents: DocumentColumns
  let lines: LineColumns

  /// Counts what the source gave of a document's lines.
  @inline(__always)
  func count(_ range: Range<Int>, into entry: inout DocumentEntry) {
    for line in range where lines.sourceAmount[line] != .missing {
      entry.sourceLines &+= 1
      entry.sourceAmount &+= lines.sourceAmount[line]
    }
  }

  /// Fills in the sums of `entry`; returns the reason when the document cannot be taken.
  @inline(__always)
  func sum(_ document: Int, lines range: Range<Int>, into entry: inout DocumentEntry) -> Refusal? {
    if documents.externalID[document].isEmpty { return missing("external_id", document) }
    if documents.kind[document] == .missing { return missing("kind", document) }
    if documents.currency[document] == .missing { return missing("currency", document) }
    if range.isEmpty { return missing("line_kind", document) }
    if range.count > Self.linesMax { return Refusal(Self.tooManyLines, document: document, detail: "\(range.count)") }
    var overflow = false
    for line in range {
      if lines.kind[line] == .missing { return missing("line_kind", document, line) }
      if lines.net[line] == .missing { return missing("net", document, line) }
      if lines.tax[line] == .missing { return missing("tax", document, line) }
      add(lines.net[line], to: &entry.net, &overflow)
      add(lines.tax[line], to: &entry.tax, &overflow)
      add(lines.baseNet[line], to: &entry.baseNet, &overflow)
      add(lines.baseTax[line], to: &entry.baseTax, &overflow)
    }
    return overflow ? Refusal(RejectCode.amountTooLarge.rawValue, document: document) : nil
  }

  /// Adds a value; a missing one makes the sum missing for good.
  @inline(__always)
  private func add(_ value: Int64, to sum: inout Int64, _ overflow: inout Bool) {
    if value == .missing || sum == .missing {
      sum = .missing
    } else {
      let (result, carry) = sum.addingReportingOverflow(value)
      sum = result
      overflow = overflow || carry || result == .missing
    }
  }

  private func missing(_ column: String, _ document: Int, _ line: Int? = nil) -> Refusal {
    Refusal(RejectCode.missingValue.rawValue, document: document, line: line, column: column)
  }
}
