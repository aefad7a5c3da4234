/// What a tally is kept apart by, as integers; texts are numbered by ``TallyTable``.
struct TallyKey: Equatable {
  var kind: Int32 = 0
  var lineKind: Int32 = 0
  var status: Int32 = 0
  var priceBasis: Int32 = 0
  /// Number of the country's spelling in the source.
  var countrySource: Int32 = 0
  var country: Int32 = 0
  var taxCountry: Int32 = 0
  var treatment: Int32 = 0
  var scheme: Int32 = 0
  var rate: Int32 = 0
  /// Months since the year 0; ``Int32/missing`` without a date.
  var month: Int32 = 0
  var currency: Int32 = 0
}

/// What a run adds to a tally, or takes from it.
struct TallyDelta {
  var documents: Int64 = 0
  var lines: Int64 = 0
  var sourceAmount: Int64 = 0
  var net: Int64 = 0
  var tax: Int64 = 0
  var baseNet: Int64 = 0
  var baseTax: Int64 = 0
}
