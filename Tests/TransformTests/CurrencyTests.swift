/// Amounts in the currency of the books, by the fixing last published on or before the date.
import Columns
import Commerce
import Pipeline
import Testing

@Suite("Currencies")
struct CurrencyTests {
  /// A document in a currency and on a date, with the net and tax of its lines in minor units.
  struct Document: Sendable {
    var currency: String
    var date: String
    var lines: [(net: Int64, tax: Int64)] = [(1_000, 200)]
  }

  private static let fixings = """
    Date,USD,JPY,GBP,RUB,
    2024-03-18,1.0892,162.45,0.8551,N/A,
    2024-03-15,1.0890,161.93,0.85420,N/A,
    2024-03-14,1.0925,161.70,0.85451,N/A,

    """

  private func convert(_ documents: [Document], to: String = "EUR") throws -> Batch {
    var batch = Batch(lines: documents.map(\.lines.count))
    batch.put(OrderKeys.currency, documents.map { Currency($0.currency) })
    batch.put(OrderKeys.taxDate, documents.map { CivilDate($0.date) })
    batch.put(OrderKeys.net, documents.flatMap { $0.lines.map { MinorUnits($0.net) } })
    batch.put(OrderKeys.tax, documents.flatMap { $0.lines.map { MinorUnits($0.tax) } })
    var chain = try Chain(
      #"{ "use": "given" }, { "use": "currency", "rates": "fixings.csv" }"#,
      business: Sellers.seller("DE", to), services: Doors.services(files: ["fixings.csv": Self.fixings]))
    return try chain.run(batch)
  }

  private func fixingDates(_ batch: Batch) -> [String?] { batch.values(OrderKeys.fixingDate).map { $0?.description } }

  @Test("The fixing of the day, or of the last day before it that had one")
  func dates() throws {
    let batch = try convert(
      ["2024-03-14", "2024-03-15", "2024-03-16", "2024-03-17", "2024-03-18", "2024-03-19"].map {
        Document(currency: "USD", date: $0)
      })
    #expect(
      fixingDates(batch) == ["2024-03-14", "2024-03-15", "2024-03-15", "2024-03-15", "2024-03-18", "2024-03-18"])
    #expect(batch.values(OrderKeys.fixingUnits) == [10_925, 10_890, 10_890, 10_890, 10_892, 10_892])
    #expect(batch.values(OrderKeys.fixingScale) == [4, 4, 4, 4, 4, 4])
    // 12.00 ÷ 1.0890 = 11.0193, 2.00 ÷ 1.0890 = 1.8365
    #expect(batch.values(OrderKeys.baseNet)[1] == MinorUnits(1_102 - 184))
    #expect(batch.values(OrderKeys.baseTax)[1] == MinorUnits(184))
  }

  @Test("Yen have no decimals")
  func yen() throws {
    let batch = try convert([Document(currency: "JPY", date: "2024-03-15", lines: [(10_000, 1_000)])])
    // 11,000 ÷ 161.93 = 67.9306, 1,000 ÷ 161.93 = 6.1755
    #expect(batch.values(OrderKeys.baseNet) == [MinorUnits(6_793 - 618)])
    #expect(batch.values(OrderKeys.baseTax) == [MinorUnits(618)])
  }

  @Test("Books may be kept in another currency than the euro, yen among them")
  func otherBase() throws {
    let pounds = try convert([Document(currency: "USD", date: "2024-03-15", lines: [(10_000, 0)])], to: "GBP")
    // 100.00 ÷ 1.0890 × 0.85420 = 78.4389
    #expect(pounds.values(OrderKeys.baseNet) == [MinorUnits(7_844)])
    let yen = try convert([Document(currency: "EUR", date: "2024-03-15", lines: [(1_000, 0)])], to: "JPY")
    #expect(yen.values(OrderKeys.baseNet) == [MinorUnits(1_619)])
  }

  @Test(
    "Lines add up to the converted total, net and tax each",
    arguments: [
      [(333, 63), (333, 63), (333, 63)], [(1, 0), (1, 0), (1, 0), (1, 0)], [(1_000, 190), (-500, -95), (499, 95)],
    ] as [[(Int64, Int64)]])
  func sums(lines: [(Int64, Int64)]) throws {
    let pairs = lines.map { (net: $0.0, tax: $0.1) }
    let batch = try convert([
      Document(currency: "USD", date: "2024-03-15", lines: pairs),
      Document(
        currency: "USD", date: "2024-03-15",
        lines: [(net: pairs.reduce(0) { $0 + $1.net }, tax: pairs.reduce(0) { $0 + $1.tax })]),
    ])
    let nets = batch.values(OrderKeys.baseNet).map { $0?.count ?? .min }
    let taxes = batch.values(OrderKeys.baseTax).map { $0?.count ?? .min }
    #expect(nets[..<pairs.count].reduce(0, +) == nets.last)
    #expect(taxes[..<pairs.count].reduce(0, +) == taxes.last)
    for (line, pair) in pairs.enumerated() {
      let alone = try convert([Document(currency: "USD", date: "2024-03-15", lines: [pair])])
      let gross = (alone.values(OrderKeys.baseNet)[0]?.count ?? 0) + (alone.values(OrderKeys.baseTax)[0]?.count ?? 0)
      #expect(abs(nets[line] + taxes[line] - gross) <= 1)
    }
  }

  @Test("A document in the currency of the books stays as it is, whatever the date")
  func sameCurrency() throws {
    let batch = try convert([Document(currency: "EUR", date: "1990-01-01", lines: [(1_001, 199), (-5, -1)])])
    #expect(batch.refused == [])
    #expect(batch.values(OrderKeys.baseNet) == [MinorUnits(1_001), MinorUnits(-5)])
    #expect(batch.values(OrderKeys.baseTax) == [MinorUnits(199), MinorUnits(-1)])
    #expect(batch.values(OrderKeys.fixingUnits) == [1])
    #expect(batch.values(OrderKeys.fixingScale) == [0])
    let pounds = try convert([Document(currency: "GBP", date: "1990-01-01", lines: [(1_001, 199)])], to: "GBP")
    #expect(pounds.values(OrderKeys.baseNet) == [MinorUnits(1_001)])
  }

  @Test(
    "Without a fixing a document is refused with the reason, and no other with it",
    arguments: [
      ("AED", "2024-03-15", "AED is not among the currencies of the fixings"),
      ("RUB", "2024-03-15", "no fixing of RUB was published on 2024-03-15"),
      ("USD", "2024-03-13", "the fixings at hand begin on 2024-03-14"),
      (
        "USD", "2024-04-01",
        "the nearest fixings at hand are of 2024-03-18; a newer file is needed, or one without a gap"
      ),
    ])
  func noFixing(currency: String, date: String, detail: String) throws {
    let batch = try convert([
      Document(currency: "USD", date: "2024-03-15"), Document(currency: currency, date: date),
      Document(currency: "EUR", date: "2024-03-15"),
    ])
    #expect(batch.refused == [Refused("R3101", 1, "currency", "")])
    #expect(batch.refusals.map(\.detail) == [detail])
    #expect(batch.values(OrderKeys.baseNet).map { $0 != nil } == [true, false, true])
    #expect(fixingDates(batch)[1] == nil)
  }

  @Test(
    "What a definition may not say",
    arguments: [
      (#""rates": "fixings.csv", "to": "EURO""#, .unknownName),
      (#""rates": "fixings.csv", "to": "USD""#, .conflictingOptions), (#""rates": "none.csv""#, .unreadableFile),
      (#""rates": "other.csv""#, .unreadableFile), (#""to": "EUR""#, .missingKey),
    ] as [(String, DiagnosticCode)])
  func mistakes(options: String, code: DiagnosticCode) {
    let services = Doors.services(files: ["fixings.csv": Self.fixings, "other.csv": "a,b\n1,2\n"])
    let compiled = Chain.compile(#"{ "use": "given" }, { "use": "currency", \#(options) }"#, services: services)
    #expect(compiled.valid == nil)
    #expect(compiled.diagnostics.map(\.code) == [code])
  }
}
