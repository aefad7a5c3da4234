import Columns
import Commerce
import Pipeline
import Tax

/// The columns that taxing fills: amounts of each line, how it is taxed, and why.
struct TaxedColumns {
  private var nets, taxes: Column<MinorUnits>
  private var treatments: Column<Treatment>
  private var schemes: Column<Scheme>
  private var countries: Column<Country>
  private var rates: Column<TaxRate>
  private var categories: Column<RateCategory>
  private var territories: Column<Territory>
  private var liable: Column<LiableParty>
  private var returns: Column<TaxReturn>
  private var reasons: Column<DecisionReason>
  /// Where each document was sent from.
  private let dispatches: Column<Territory>

  /// The columns of lines as they were taxed, `nil` for lines of documents that were not.
  init(_ lines: [TaxedLine?], dispatches: Column<Territory>) {
    nets = Column(stored: lines.map { $0?.net ?? .missing })
    taxes = Column(stored: lines.map { $0?.tax ?? .missing })
    treatments = Column(stored: lines.map { $0?.treatment.rawValue ?? .missing })
    schemes = Column(stored: lines.map { $0?.scheme.rawValue ?? .missing })
    countries = Column(stored: lines.map { $0?.country?.stored ?? .missing })
    rates = Column(stored: lines.map { $0?.rate?.stored ?? .missing })
    categories = Column(stored: lines.map { $0?.category.rawValue ?? .missing })
    territories = Column(stored: lines.map { $0?.territory?.stored ?? .missing })
    liable = Column(stored: lines.map { $0?.liable.rawValue ?? .missing })
    returns = Column(stored: lines.map { $0?.taxReturn.rawValue ?? .missing })
    reasons = Column(stored: lines.map { $0?.reason ?? .missing })
    self.dispatches = dispatches
  }

  /// The columns of a batch that has them already.
  init(taking batch: inout Batch) {
    nets = batch.take(OrderKeys.net)
    taxes = batch.take(OrderKeys.tax)
    treatments = batch.take(TaxKeys.treatment)
    schemes = batch.take(TaxKeys.scheme)
    countries = batch.take(TaxKeys.taxCountry)
    rates = batch.take(TaxKeys.rate)
    categories = batch.take(TaxKeys.category)
    territories = batch.take(TaxKeys.territory)
    liable = batch.take(TaxKeys.liable)
    returns = batch.take(TaxKeys.taxReturn)
    reasons = batch.take(TaxKeys.reason)
    dispatches = batch.take(TaxKeys.dispatch)
  }

  /// Takes what was worked out for a line.
  mutating func store(_ taxed: TaxedLine, at line: Int) {
    nets.stored[line] = taxed.net
    taxes.stored[line] = taxed.tax
    treatments.stored[line] = taxed.treatment.rawValue
    schemes.stored[line] = taxed.scheme.rawValue
    countries.stored[line] = taxed.country?.stored ?? .missing
    rates.stored[line] = taxed.rate?.stored ?? .missing
    categories.stored[line] = taxed.category.rawValue
    territories.stored[line] = taxed.territory?.stored ?? .missing
    liable.stored[line] = taxed.liable.rawValue
    returns.stored[line] = taxed.taxReturn.rawValue
    reasons.stored[line] = taxed.reason
  }

  /// Puts the columns into the batch.
  consuming func put(into batch: inout Batch) {
    batch.put(OrderKeys.net, nets)
    batch.put(OrderKeys.tax, taxes)
    batch.put(TaxKeys.treatment, treatments)
    batch.put(TaxKeys.scheme, schemes)
    batch.put(TaxKeys.taxCountry, countries)
    batch.put(TaxKeys.rate, rates)
    batch.put(TaxKeys.category, categories)
    batch.put(TaxKeys.territory, territories)
    batch.put(TaxKeys.liable, liable)
    batch.put(TaxKeys.taxReturn, returns)
    batch.put(TaxKeys.reason, reasons)
    batch.put(TaxKeys.dispatch, dispatches)
  }
}
