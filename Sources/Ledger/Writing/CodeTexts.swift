/// The texts that the ledger stores in place of the columns' integers.
import Columns
import Commerce

struct CodeTexts {
  /// ISO dates, `yyyy-MM-dd`, from 1970 to 2106.
  let dates = TextTable(count: 50_000, width: 10) { CivilDate(stored: $0).description }
  /// ISO 4217 codes.
  let currencies = TextTable(count: 26 * 26 * 26, width: 3) { Currency(stored: $0).code }
  /// ISO 3166 alpha-2 codes.
  let countries = TextTable(count: 26 * 26, width: 2) { Country(stored: $0).code }
}
