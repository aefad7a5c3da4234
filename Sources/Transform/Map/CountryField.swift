import Columns
import Commerce
import Pipeline

/// The field that reads the destination: the country as the source spells it, and as ISO 3166 where it is one.
struct CountryField: MappedField {
  let source: CellSource
  private var known: [(spelling: [UInt8], outcome: CountryNames.Outcome)] = []

  init(source: CellSource) { self.source = source }

  mutating func map(_ batch: inout Batch, _ cells: SourceCells) {
    var spellings = Column<TextRange>(missing: batch.documentCount)
    var countries = Column<Country>(missing: batch.documentCount)
    var areas = Column<SpecialArea>(missing: batch.documentCount)
    var findings: [Finding] = []
    let fallback = source.placeFallback(in: &batch)
    let bytes = batch.text.bytes
    let text = bytes.span
    for document in 0..<batch.documentCount where !batch.isRefused(document) {
      let cell = source.cell(Int(batch.documentStarts[document]), cells, text, fallback)
      guard !cell.isEmpty else { continue }
      spellings.stored[document] = cell
      switch outcome(text.extracting(cell.indices)) {
      case .country(let country, _): countries.stored[document] = country.stored
      case .area(let area): areas.stored[document] = area.stored
      case .unresolved(let reason):
        findings.append(Finding(.countryUnresolved, document: document, detail: reason.sentence))
      case .unknown:
        findings.append(Finding(.countryUnresolved, document: document, detail: "no country of that name is known"))
      case .empty: break
      }
    }
    batch.findings += findings
    batch.put(OrderKeys.countrySource, spellings)
    batch.put(OrderKeys.country, countries)
    batch.put(OrderKeys.area, areas)
  }

  /// Where a telephone number without a calling code is of.
  mutating func mapRefused(_ batch: inout Batch, _ cells: SourceCells) {
    let fallback = source.placeFallback(in: &batch)
    var countries = batch.take(OrderKeys.country)
    let bytes = batch.text.bytes
    for document in 0..<batch.documentCount where batch.isRefused(document) && countries[document] == nil {
      let cell = source.cell(Int(batch.documentStarts[document]), cells, bytes.span, fallback)
      if case .country(let country, _) = outcome(bytes.span.extracting(cell.indices)) {
        countries.stored[document] = country.stored
      }
    }
    batch.put(OrderKeys.country, countries)
  }

  /// Remembers the few spellings that a source has, the last used first.
  private mutating func outcome(_ spelling: Span<UInt8>) -> CountryNames.Outcome {
    search: for index in known.indices where known[index].spelling.count == spelling.count {
      for offset in spelling.indices where known[index].spelling[offset] != spelling[offset] { continue search }
      let hit = known[index].outcome
      if index > 0 { known.swapAt(index, index - 1) }
      return hit
    }
    let outcome = CountryNames.standard.lookup(spelling)
    var bytes: [UInt8] = []
    for offset in spelling.indices { bytes.append(spelling[offset]) }
    if known.count < 1_000 { known.append((bytes, outcome)) }
    return outcome
  }
}
