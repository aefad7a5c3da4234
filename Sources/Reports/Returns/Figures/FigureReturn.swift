/// A return that consists of figures with the documents behind them: how every one of them is made.
import Commerce
import Ledger
import Pipeline
import Tax

/// A new one is a file beside this one, a line in the list of returns and one in that of reports.
///
/// As a report it covers any stretch of time, with a table of figures, one of the documents behind each, one of what is
/// left out and why, and one of what is doubtful. As a return it covers one period of one state.
protocol FigureReturn: Report, AuthorityReturn {
  associatedtype Rules: ReturnRules

  /// The state whose return it is; `nil` where every state has its own.
  var state: Territory? { get }
  /// What tells the rows of figures apart, in a sentence.
  var groupMeaning: String { get }
  /// What of its figures could not be checked against the authority's own description; empty when all of it was.
  var unverified: String { get }
  /// The figures that a person gives because the books do not hold them, by name, with what they mean.
  var given: [(name: String, meaning: String)] { get }

  /// What goes where in the return of `state` for `period`.
  func rules(_ state: Territory, _ period: ReturnPeriod, _ seller: FigureSeller) throws(RunFailure) -> Rules
  /// The day until which it is handed in; `nil` when it is not known.
  func due(_ period: ReturnPeriod) -> CivilDate?
  /// The return in the form of that name; `nil` for the forms that all of them have.
  func text(
    _ form: String, _ sheet: ReturnSheet<Rules>, _ request: ReturnRequest
  ) throws(RunFailure) -> (text: String, rows: Int)?
}

/// Who declares, and what it gives beside its books.
struct FigureSeller: Sendable {
  /// The seller; `nil` when none was named.
  var business: Business?
  /// Figures that the books do not hold, in minor units, by name.
  var given: [String: MinorUnits] = [:]
}

extension FigureReturn {
  /// Nothing.
  var unverified: String { "" }
  /// None.
  var given: [(name: String, meaning: String)] { [] }
  /// Time, stores, and the seller's own numbers.
  var heeds: ReportHeed { [.store, .months, .period, .business] }
  /// Its tables.
  var layouts: [ReportLayout] { FigureTables(name: name, groupMeaning: groupMeaning).layouts }

  /// The forms that all of them have.
  var plainForms: [AuthorityForm] {
    [
      AuthorityForm("csv", "The figures as CSV, exact and as the form states them.", unverified: unverified),
      AuthorityForm("json", "The same as JSON.", unverified: unverified),
    ]
  }

  /// Not known.
  func due(_ period: ReturnPeriod) -> CivilDate? { nil }

  /// None but the forms that all of them have.
  func text(
    _ form: String, _ sheet: ReturnSheet<Rules>, _ request: ReturnRequest
  ) throws(RunFailure) -> (text: String, rows: Int)? { nil }

  /// The tables of every period and state that has lines.
  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    let desk = FigureDesk(
      source: self, seller: FigureSeller(business: request.business), fixings: request.fixings, store: request.store)
    let length = ReturnPeriod.Length(rawValue: request.period.rawValue) ?? .month
    let sheets = try desk.sheets(of: length, from: request.from, to: request.to, ledger)
    return try FigureTables(name: name, groupMeaning: groupMeaning).tables(sheets)
  }

  /// The return of one period.
  func file(_ request: ReturnRequest, from ledger: LedgerReader) throws(RunFailure) -> ReturnFile {
    let own = try ownState(request)
    try request.checkRegistration(in: own, for: name)
    try request.checkBooks(of: ledger)
    let given = try givenAmounts(request, StateCurrencies.standard.currency(of: own, on: request.period.lastDay))
    let seller = FigureSeller(business: request.business, given: given)
    let desk = FigureDesk(source: self, seller: seller, fixings: request.fixings, store: request.store)
    let sheet = try desk.sheet(own, request.period, ledger)
    let figures = FigureTables(name: name, groupMeaning: groupMeaning)
    let written: (bytes: [UInt8], rows: Int)
    if let made = try text(request.form, sheet, request) {
      written = (Array(made.text.utf8), made.rows)
    } else {
      let table = try figures.figures([FigureDesk<Self>.Sheet(state: own, period: request.period, sheet: sheet)])
      written = (
        try ReportWriter.bytes(of: table, as: request.form == "json" ? .json : .csv), table.rows.count
      )
    }
    return ReturnFile(
      bytes: written.bytes, rows: written.rows, due: due(request.period), isNil: sheet.sums.keys.isEmpty,
      warnings: warnings(sheet, given) + unverifiedWarnings(request.form))
  }

  private func ownState(_ request: ReturnRequest) throws(RunFailure) -> Territory {
    if let state { return state }
    let country = request.country ?? request.business.country
    return VATArea.standard.place(country, on: request.period.lastDay).territory
  }

  private func givenAmounts(_ request: ReturnRequest, _ currency: Currency) throws(RunFailure) -> [String: MinorUnits] {
    var amounts: [String: MinorUnits] = [:]
    for (name, text) in request.given where given.contains(where: { $0.name == name }) {
      guard let exact = Exact(text), exact.isWhole(at: currency.exponent ?? 0) else {
        throw ReturnFailure.badFigure(name, text)
      }
      amounts[name] = exact.rounded(to: currency.exponent ?? 0)
    }
    return amounts
  }

  /// What of the form a person should compare with the authority's before handing it in.
  private func unverifiedWarnings(_ name: String) -> [String] {
    guard let form = form(name), !form.unverified.isEmpty else { return [] }
    return ["unverified: \(form.unverified)"]
  }

  private func warnings(_ sheet: ReturnSheet<Rules>, _ amounts: [String: MinorUnits]) -> [String] {
    let missing = given.filter { amounts[$0.name] == nil }
    let doubts = ReturnDoubt.allCases.compactMap { doubt -> String? in
      let documents = Set(sheet.doubts.filter { $0.doubt == doubt }.map(\.document)).count
      return documents == 0 ? nil : "\(documents) documents: \(doubt.title); \(doubt.remedy)"
    }
    let open = sheet.rest.filter(\.reason.isOpen).map { rest in
      "\(rest.documents) documents of \(rest.store) are left out: \(rest.reason.name)"
    }
    let unknown =
      missing.isEmpty
      ? []
      : [
        "taken as 0, since the books do not hold it: \(missing.map { "\($0.name) (\($0.meaning))" }.joined(separator: ", ")); give it with --given \(missing[0].name)=0.00"
      ]
    return doubts + open + unknown
  }
}
