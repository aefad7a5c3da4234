import Columns
import Commerce
import Pipeline

/// A field that reads a country by its code or name; what is no country is left out.
struct PlainCountryField: MappedField {
  let key: ColumnKey<Country>
  let source: CellSource

  mutating func map(_ batch: inout Batch, _ cells: SourceCells) {
    var column = Column<Country>(missing: batch.count(key.scope))
    let fallback = source.placeFallback(in: &batch)
    let bytes = batch.text.bytes
    let text = bytes.span
    for step in CellWalk(source, batch, key.scope, cells, fallback) {
      let element = step.element
      let cell = step.cell
      guard case .country(let country, _) = CountryNames.standard.lookup(text.extracting(cell.indices)) else {
        continue
      }
      column.stored[element] = country.stored
    }
    batch.put(key, column)
  }
}
