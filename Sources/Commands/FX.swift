import ArgumentParser
import Commerce
import Foundation
import Pipeline
import Tax
import Transform

/// `fx`: which fixing counts for a currency and a day, and what an amount comes to.
struct FX: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fx",
    abstract: "Tell the exchange rate that counts for a day, for one question or for rows of a file.",
    discussion: """
      shopledger fx USD --on 2023-12-31 --amount 1000
      shopledger fx USD --on 2023-12-31 --rule oss
      shopledger fx rows.csv

      A file has the columns date and currency, and where it has them rule (TRANSACTION_DATE, OSS_PERIOD_END or \
      IOSS_PERIOD_END) and amount_in_currency, or amount for short; what it lacks is taken from the command line. Its rows come back with \
      rate_date_to_use, rate_units_per_eur, the amount, the source, the rule in words, and a problem where there is no \
      rate: amounts then say NO_RATE. Nothing is interpolated, and nothing is taken from another day than the rule's. Own \
      rates are a table with the columns currency, units_per_euro, valid_from, valid_to and perhaps source.
      """)

  @Argument(help: "A currency such as USD, a file of rows (- for standard input), or both.")
  var words: [String] = []

  @Option(name: .long, help: "The day, such as 2023-12-31; for oss and ioss the last day of the period.")
  var on: String?

  @Option(name: .long, help: "transaction, oss or ioss.")
  var rule = "transaction"

  @Option(name: .long, help: "The currency to convert to.")
  var to = "EUR"

  @Option(name: .long, help: "The amount to convert, such as 1000.00.")
  var amount: String?

  @Option(name: .long, help: "The European Central Bank's history of reference rates, as its zip or as CSV.")
  var rates = "samples/fx/eurofxref-hist.zip"

  @Option(
    name: .customLong("more-rates"),
    help: ArgumentHelp("A table of own rates for what the bank does not publish.", valueName: "file"))
  var moreRates: String?

  @Flag(
    name: .customLong("conversion-rates"),
    help: "Take the irrevocable conversion rate of a currency that the euro has replaced.")
  var takesConversionRates = false

  @OptionGroup var rows: RowOptions

  mutating func run() throws {
    let currency = words.map { $0.uppercased() }.first { Currency($0) != nil }
    let files = words.filter { Currency($0.uppercased()) == nil }
    guard words.count <= 2, files.count <= 1 else {
      throw ValidationError(
        "name one currency, one file, or one of each; \(words.joined(separator: " and ")) are too many")
    }
    guard let target = Currency(to), target.exponent != nil else {
      throw ValidationError("\"\(to)\" is no currency of ISO 4217 that amounts can be in")
    }
    var question: [(column: String, value: String)] = [
      ("rule", rule), ("date", on ?? ""), ("currency", currency ?? ""),
    ]
    if let amount { question.append(("amount_in_currency", amount)) }
    let desk = try FXDesk(
      fixings: fixings(), target: target, takesConversionRates: takesConversionRates,
      defaults: Dictionary(uniqueKeysWithValues: question.filter { !$0.value.isEmpty }.map { ($0.column, $0.value) }))
    if let file = files.first {
      var table = try RowTable(reading: file, columns: desk.columns)
      try table.answer(adding: desk.added, as: rows.format ?? .csv, desk.answer)
    } else {
      guard currency != nil, on != nil else {
        throw ValidationError(
          currency == nil
            ? "name a currency such as USD, or a file"
            : "name the day with --on, as in: fx \(currency ?? "") --on 2023-12-31")
      }
      var table = try RowTable(asking: question, columns: desk.columns)
      try table.answer(adding: desk.added, as: rows.format ?? .text, desk.answer)
    }
  }
}

extension FX {
  /// The published fixings, and own rates beside them.
  private func fixings() throws -> ECBFixings {
    let published = try FixingsFile.read(rates, .ofDisk)
    guard let moreRates else { return published }
    let table = try OwnTable.read(moreRates, .ofDisk)
    return published.with(
      try table.checked(moreRates) { table throws(TableFaults) in
        try OwnFixings(table, besides: published)
      })
  }
}

/// Answers rows about exchange rates.
private struct FXDesk {
  let fixings: ECBFixings
  let target: Currency
  let takesConversionRates: Bool
  /// What rows lack.
  private let rule: String?
  private let date: CivilDate?
  private let currency: Currency?
  private let amount: Exact?
  private let targetExponent: Int

  init(
    fixings: ECBFixings, target: Currency, takesConversionRates: Bool, defaults: [String: String]
  ) throws {
    self.fixings = fixings
    self.target = target
    self.takesConversionRates = takesConversionRates
    targetExponent = target.exponent ?? 0
    rule = defaults["rule"]
    currency = defaults["currency"].flatMap { Currency($0) }
    if let rule, FixingRule(name: rule) == nil {
      throw ValidationError("there is no rule \"\(rule)\"; there are transaction, oss and ioss")
    }
    date = try defaults["date"].map { text in
      guard let date = CivilDate(text) else { throw ValidationError("\"\(text)\" is no day such as 2023-12-31") }
      return date
    }
    amount = try defaults["amount_in_currency"].map { text in
      guard let amount = Exact(text) else { throw ValidationError("\"\(text)\" is no amount such as 1000.00") }
      return amount
    }
  }

  private enum Column {
    static let rule = 0
    static let date = 1
    static let currency = 2
    static let amount = 3
  }

  var columns: [InputColumn] {
    [
      .optional("rule"), date == nil ? "date" : .optional("date"), currency == nil ? "currency" : .optional("currency"),
      .optional("amount_in_currency", or: "amount"),
    ]
  }

  /// The columns of an answer.
  var added: [String] {
    var names = ["rate_date_to_use", "rate_units_per_eur"]
    if target != .euro { names += ["to_rate_date", "to_units_per_eur"] }
    return names + ["amount_\(target.code.lowercased())", "source", "basis"]
  }

  func answer(_ row: borrowing Row, _ answer: inout RowAnswer) throws(RowProblem) {
    let rule = try rule(row)
    let date = row.has(Column.date) ? try row.date(Column.date) : self.date ?? CivilDate(day: 0)
    let currency = row.has(Column.currency) ? try row.currency(Column.currency) : self.currency ?? .euro
    guard rule.accepts(date) else {
      throw RowProblem(
        "\(date) does not end a \(rule == .ossPeriodEnd ? "quarter" : "month"), as a return's period does")
    }
    let amount = row.has(Column.amount) ? try row.number(Column.amount) : self.amount
    let from: Fixing
    let to: Fixing
    do throws(NoFixing) {
      from = try fixing(currency, rule, date)
      to = try fixing(target, rule, date)
    } catch {
      for _ in 0..<(target == .euro ? 2 : 4) { answer.empty() }
      answer.text("NO_RATE")
      throw RowProblem(error.sentence + remark(currency, date))
    }
    answer.fixing(from)
    if target != .euro { answer.fixing(to) }
    if let amount {
      guard let converted = ExchangeRate.convert(amount, from: from, to: to, exponent: targetExponent) else {
        throw RowProblem(NoFixing.tooLarge.sentence)
      }
      answer.amount(converted, exponent: targetExponent)
    } else {
      answer.empty()
    }
    let own = fixings.own?.source(currency, on: date) ?? fixings.own?.source(target, on: date)
    answer.text(own ?? Self.source)
    answer.text(own == nil ? rule.sentence : "valid on the date, by the business's own table")
  }

  private static let source = "European Central Bank, euro foreign exchange reference rates"

  private func rule(_ row: borrowing Row) throws(RowProblem) -> FixingRule {
    if row.has(Column.rule) {
      let cell = row[Column.rule]
      for rule in FixingRule.allCases where cell.elementsEqual(rule.rawValue.utf8) { return rule }
      guard let rule = FixingRule(name: row.string(Column.rule)) else {
        throw RowProblem(
          "there is no rule \(row.quoted(Column.rule)); there are \(FixingRule.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
      return rule
    }
    return rule.flatMap { FixingRule(name: $0) } ?? .transaction
  }

  private func fixing(_ currency: Currency, _ rule: FixingRule, _ date: CivilDate) throws(NoFixing) -> Fixing {
    if takesConversionRates, let conversion = fixings.conversionRate(currency, on: date) { return conversion }
    return try fixings.fixing(currency, by: rule, for: date)
  }

  /// What a person can do where the euro has replaced the currency.
  private func remark(_ currency: Currency, _ date: CivilDate) -> String {
    guard let conversion = fixings.conversionRate(currency, on: date) else { return "" }
    return
      "; the euro replaced \(currency) on \(conversion.date) at \(conversion) for one euro, which --conversion-rates takes"
  }
}

extension RowAnswer {
  /// Adds the day of a fixing and its rate.
  fileprivate mutating func fixing(_ fixing: Fixing) {
    date(fixing.date)
    decimal(fixing.units, scale: Int(fixing.scale), atLeast: 0)
  }
}

extension StageServices {
  /// The services of commands that read tables as stages do.
  static var ofDisk: StageServices {
    StageServices(workingDirectory: FileManager.default.currentDirectoryPath) { path throws(RunFailure) in
      try Disk.read(path)
    }
  }
}
