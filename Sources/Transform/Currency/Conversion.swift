import Columns
import Commerce
import Tax

/// Converts the lines of a batch's documents and collects the columns that come of it.
struct Conversion {
  let currencies: Column<Currency>
  let dates: Column<CivilDate>
  private let nets, taxes: Column<MinorUnits>
  private var baseNets, baseTaxes: Column<MinorUnits>
  private var units: Column<Int64>
  private var scales: Column<Int32>
  private var fixingDates: Column<CivilDate>

  init(_ batch: borrowing Batch) {
    currencies = batch[OrderKeys.currency]
    dates = batch[OrderKeys.taxDate]
    nets = batch[OrderKeys.net]
    taxes = batch[OrderKeys.tax]
    baseNets = Column(missing: batch.lineCount)
    baseTaxes = Column(missing: batch.lineCount)
    units = Column(missing: batch.documentCount)
    scales = Column(missing: batch.documentCount)
    fixingDates = Column(missing: batch.documentCount)
  }

  /// Converts one document; `false` when an amount does not fit.
  ///
  /// Running sums are converted and each line takes the difference, so that the lines add up to the converted total
  /// and none is further than one minor unit from its own conversion.
  mutating func convert(_ document: Int, _ lines: Range<Int>, _ rate: ExchangeRate) -> Bool {
    var net: Int64 = 0
    var tax: Int64 = 0
    var baseGross: Int64 = 0
    var baseTax: Int64 = 0
    for line in lines {
      net &+= nets.stored[line]
      tax &+= taxes.stored[line]
      guard let gross = rate.convert(MinorUnits(net &+ tax)), let taxPart = rate.convert(MinorUnits(tax)) else {
        return false
      }
      baseTaxes.stored[line] = taxPart.count - baseTax
      baseNets.stored[line] = gross.count - baseGross - baseTaxes.stored[line]
      baseGross = gross.count
      baseTax = taxPart.count
    }
    units.stored[document] = rate.from.units
    scales.stored[document] = rate.from.scale
    fixingDates.stored[document] = rate.from.date.stored
    return true
  }

  /// Puts the columns into the batch.
  consuming func finish(_ batch: inout Batch) {
    batch.put(OrderKeys.baseNet, baseNets)
    batch.put(OrderKeys.baseTax, baseTaxes)
    batch.put(OrderKeys.fixingUnits, units)
    batch.put(OrderKeys.fixingScale, scales)
    batch.put(OrderKeys.fixingDate, fixingDates)
  }
}
