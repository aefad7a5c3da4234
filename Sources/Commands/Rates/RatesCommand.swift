import ArgumentParser
import Commerce
import Foundation
import Pipeline
import Tax
import Transform

/// `rates`: the dated rates, where they hold, and a business's own.
struct RatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rates", abstract: "Look at the rates of value added tax, and at the places where they hold.",
    subcommands: [RatesShow.self, RatesList.self, RatesPlace.self, RatesCheck.self])
}

/// Which table of rates, and of which day.
struct RateOptions: ParsableArguments {
  @Option(name: .long, help: "The day, such as 2020-08-15; default: today.")
  var on: String?

  @Option(name: .long, help: ArgumentHelp("A table of own rates to lay over the program's.", valueName: "file"))
  var rates: String?

  /// The day asked for.
  func day() throws -> CivilDate {
    guard let on else { return CivilDate(day: Int32(Int(Date().timeIntervalSince1970) / 86_400)) }
    guard let day = CivilDate(on) else { throw ValidationError("\"\(on)\" is no day such as 2020-08-15") }
    return day
  }

  /// The program's table, with own rates over it where there are any.
  func table() throws -> RateTable {
    guard let rates else { return .standard }
    let own = try OwnTable.read(rates, .ofDisk).checked(rates) { table throws(TableFaults) in try OwnRates(table) }
    return RateTable(.standard, overlaidBy: own)
  }
}

extension RateTable.Row {
  /// What lists say of a row.
  static let listed = ["territory", "category", "rate", "valid_from", "valid_to", "source", "confidence", "note"]

  /// The row as lists have it.
  func listed(_ details: RateTable.Details) -> [String] {
    [
      territory.code, category.name, rate.description, days.first.description,
      days.last.day == .max ? "" : days.last.description, details.source, details.confidence, details.note,
    ]
  }
}
