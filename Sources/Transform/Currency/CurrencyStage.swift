import Columns
import Commerce
import Formats
import Pipeline
import Tax

/// The `currency` stage: amounts in the currency of the books, by the fixing last published on or before the tax date.
///
/// The document's total is converted once; its lines share it so that they add up to it.
struct CurrencyStage: TransformStage {
  static let spec = StageSpec(
    "currency", .transform, "Converts every amount into the currency of the books, by dated fixings.",
    options: [
      OptionSpec("to", .text, "The currency of the books; default: the business's.", example: #""EUR""#),
      OptionSpec(
        "rates", .path, required: true,
        "The European Central Bank's history of reference rates, as its zip or as CSV.",
        example: #""samples/fx/eurofxref-hist.zip""#),
      OptionSpec(
        "more_rates", .path,
        "A table of own rates for what the bank does not publish, with currency, units_per_euro, valid_from, valid_to.",
        example: #""my-rates.csv""#),
    ],
    needs: [OrderKeys.currency.name, OrderKeys.taxDate.name, OrderKeys.net.name, OrderKeys.tax.name],
    produces: [
      OrderKeys.baseNet.name, OrderKeys.baseTax.name, OrderKeys.fixingUnits.name, OrderKeys.fixingScale.name,
      OrderKeys.fixingDate.name,
    ], entities: [.orders])

  private let base: Currency
  private let fixings: ECBFixings
  private var recent: (currency: Currency, date: CivilDate, rate: ExchangeRate)?

  /// Compiles the options and reads the fixings.
  init?(_ options: OptionValues, _ context: inout CompileContext) {
    let code = options.optionalText("to") ?? context.business.baseCurrency.code
    guard let base = Currency(code), base.exponent != nil else {
      context.report(
        options.diagnostic(
          .unknownName, at: "to", "\"\(code)\" is no currency of ISO 4217", allowed: Currency.all.map(\.code),
          suggestionFor: code))
      return nil
    }
    if base != context.business.baseCurrency {
      context.report(
        options.diagnostic(
          .conflictingOptions, at: "to",
          "the books are kept in \(context.business.baseCurrency), so amounts cannot be converted to \(base)"))
    }
    self.base = base
    let published: ECBFixings
    do {
      published = try FixingsFile.read(options.text("rates"), context.services)
    } catch {
      context.report(
        options.diagnostic(.unreadableFile, at: "rates", error.message, help: error.remedy.isEmpty ? nil : error.remedy)
      )
      return nil
    }
    guard options.has("more_rates") else {
      fixings = published
      return
    }
    let own = OwnTable.compile("more_rates", options, &context) { table throws(TableFaults) in
      try OwnFixings(table, besides: published)
    }
    guard let own else { return nil }
    fixings = published.with(own)
  }

  mutating func apply(to batch: inout Batch) {
    var conversion = Conversion(batch)
    for document in 0..<batch.documentCount where !batch.isRefused(document) {
      guard let currency = conversion.currencies[document], let date = conversion.dates[document] else { continue }
      do throws(NoFixing) {
        let rate = try rate(currency, date)
        guard conversion.convert(document, batch.lines(of: document), rate) else { throw .tooLarge }
      } catch {
        batch.refuse(
          Refusal(.noFixing, document: document, column: OrderKeys.currency.name, detail: error.sentence))
      }
    }
    conversion.finish(&batch)
  }

  private mutating func rate(_ currency: Currency, _ date: CivilDate) throws(NoFixing) -> ExchangeRate {
    if let recent, recent.currency == currency, recent.date == date { return recent.rate }
    let rate = try fixings.exchangeRate(from: currency, to: base, on: date)
    recent = (currency, date, rate)
    return rate
  }
}
