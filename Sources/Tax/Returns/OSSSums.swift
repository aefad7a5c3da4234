import Commerce

/// Exact sums of one row, currency by currency, with the documents they come from.
struct OSSSums {
  private struct Sum {
    var net: Int128 = 0
    var tax: Int128 = 0
  }

  /// The amounts of a row in the currency of a return, and its documents.
  struct Converted {
    var net: MinorUnits
    var tax: MinorUnits
    var entries: [OSSEntry]
    /// Documents whose currency has no fixing; they are in neither sum.
    var unconverted: [OSSEntry]
  }

  private(set) var entries: [OSSEntry] = []
  private var indices: [Int64: Int] = [:]
  private var sums: [Currency: Sum] = [:]

  /// Adds a line.
  mutating func add(_ line: DeclaredLine, _ remark: OSSRemark?) {
    let document = line.document
    sums[document.currency, default: Sum()].net += Int128(line.net.count)
    sums[document.currency, default: Sum()].tax += Int128(line.tax.count)
    if let index = indices[document.id] {
      entries[index].net.count += line.net.count
      entries[index].tax.count += line.tax.count
    } else {
      indices[document.id] = entries.count
      entries.append(OSSEntry(document: document, net: line.net, tax: line.tax, remark: remark))
    }
  }

  /// The sums in the return's currency, each currency converted once by the rates of `desk`.
  func converted(_ desk: OSSConversion, for period: ReturnPeriod) throws(OSSConversion.Failure) -> Converted {
    var net: Int128 = 0
    var tax: Int128 = 0
    var fixings: [Currency: Fixing] = [:]
    var without: Set<Currency> = []
    for (currency, sum) in sums {
      guard let rate = try desk.rate(from: currency, for: period) else {
        without.insert(currency)
        continue
      }
      guard let sumNet = Int64(exactly: sum.net), let sumTax = Int64(exactly: sum.tax),
        let convertedNet = rate.convert(MinorUnits(sumNet)), let convertedTax = rate.convert(MinorUnits(sumTax))
      else { throw .tooLarge }
      net += Int128(convertedNet.count)
      tax += Int128(convertedTax.count)
      if currency != desk.target { fixings[currency] = currency == .euro ? rate.to : rate.from }
    }
    guard let rowNet = Int64(exactly: net), let rowTax = Int64(exactly: tax) else { throw .tooLarge }
    return Converted(
      net: MinorUnits(rowNet), tax: MinorUnits(rowTax),
      entries: entries.filter { !without.contains($0.document.currency) }.map { entry in
        var entry = entry
        entry.fixing = fixings[entry.document.currency]
        return entry
      }, unconverted: entries.filter { without.contains($0.document.currency) })
  }
}

/// Exchange rates into the currency of a return, by the fixings of the ends of periods.
struct OSSConversion {
  /// Why a row cannot be converted.
  enum Failure: Error {
    case tooLarge
  }

  let target: Currency
  let fixings: ECBFixings?

  /// The rate for amounts of a return, or of a correction, of `period`; `nil` when there is no fixing.
  func rate(from source: Currency, for period: ReturnPeriod) throws(Failure) -> ExchangeRate? {
    let one = Fixing(units: 1, scale: 0, date: period.lastDay)
    guard let sourceExponent = source.exponent, let targetExponent = target.exponent else { return nil }
    var from = one
    var to = one
    if source != target {
      // Amounts in euro need no file unless the return is in another currency.
      do throws(NoFixing) {
        if source != .euro { from = try fixing(source, period) }
        if target != .euro { to = try fixing(target, period) }
      } catch {
        return nil
      }
    }
    guard let rate = ExchangeRate(from: from, sourceExponent: sourceExponent, to: to, targetExponent: targetExponent)
    else { throw .tooLarge }
    return rate
  }

  private func fixing(_ currency: Currency, _ period: ReturnPeriod) throws(NoFixing) -> Fixing {
    guard let fixings else { throw .neverPublished(currency) }
    return try fixings.nextPublished(currency, onOrAfter: period.lastDay)
  }
}
