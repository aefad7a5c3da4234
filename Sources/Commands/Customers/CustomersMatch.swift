import ArgumentParser
import Commerce
import Matching
import Pipeline

/// `customers match`: which rows of any table are one person.
struct CustomersMatch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match", abstract: "Tell which rows of a table of people are one person, and why.",
    discussion: """
      shopledger customers match people.csv
      shopledger customers match people.csv --id "Customer ID" --map phone=Handy --map street="Address 1" --country DE
      shopledger customers match people.csv --threshold 0.9 --format jsonl

      Rows are first joined by exact rules, as customers of a ledger are: source_id, vat_id, email, phone, name_and_address. \
      Then those are joined that are alike beyond the threshold: names and addresses with typing errors, swapped or missing. \
      Columns are known by their usual names; --map names others. There are id, source_id, vat_id, email, phone, name or \
      given_name and family_name, street, house_number, address_line_2, city, postcode, region, country and birth_date.

      Nothing personal is printed. record is the row's id, or its number from 1; cluster is the first record of the same \
      person; rule says what joins the row to the record in evidence, similar or one of the exact rules, or created where it \
      is alone; score is the likelihood of that. Above 0.6 there are no two of one family name, at one address, with \
      different given names: these are put at 0.6, since they may be one household.
      """)

  @Argument(help: "A table with a header: a file, plain or gzipped, or - for standard input.")
  var file: String

  @Option(name: .long, help: "The column whose cells name the rows.")
  var id: String?

  @Option(
    name: .long, help: ArgumentHelp("A field and the column that holds it; may be repeated.", valueName: "field=column")
  )
  var map: [String] = []

  @Option(name: .long, help: "The likelihood from which on rows are joined that no exact rule joins, from 0 to 1.")
  var threshold = "0.5"

  @Flag(name: .long, help: "Join by exact rules only.")
  var exact = false

  @Option(name: .long, help: "The country of rows that name none, for telephone numbers without a calling code.")
  var country: String?

  @OptionGroup var rows: RowOptions

  mutating func run() throws {
    let threshold = try thousandths()
    let home = try country.map { code in
      guard let country = Country(code.uppercased()) else {
        throw ValidationError("\"\(code)\" is no country's two-letter code")
      }
      return country
    }
    let people = try PeopleTable(reading: file, id: id, mapping: map, home: home)
    var answers = people.matcher.outcomes(threshold: exact ? nil : threshold)[...]
    let ids = people.ids
    var table = try RowTable(asking: ["record"], rows: ids.map { [$0] }, columns: ["record"])
    try table.answer(adding: ["cluster", "rule", "evidence", "score", "reasons"], as: rows.format ?? .csv) {
      _, answer in
      guard let outcome = answers.popFirst() else { return }
      answer.text(ids[outcome.cluster])
      answer.text(outcome.rule == .merged ? "similar" : outcome.rule.name)
      if let evidence = outcome.evidence { answer.text(ids[evidence]) } else { answer.empty() }
      if let score = outcome.score { answer.decimal(Int64(score), scale: 3, atLeast: 3) } else { answer.empty() }
      answer.text(outcome.reasons.joined(separator: "; "))
    }
    guard people.damaged == 0 else {
      Messages.line("\(people.damaged) rows could not be read and are left out")
      throw Stop(exit: .publishedWithRejects)
    }
  }

  private func thousandths() throws -> Int {
    guard let number = Exact(threshold), let thousandths = Int(exactly: number.millionths / 1000),
      0...1000 ~= thousandths
    else { throw ValidationError("--threshold takes a number from 0 to 1, not \"\(threshold)\"") }
    return thousandths
  }
}

/// A table of people, read once.
private struct PeopleTable {
  let ids: [String]
  let matcher: PeopleMatcher
  /// Rows that cannot be read.
  let damaged: Int

  init(reading path: String, id: String?, mapping: [String], home: Country?) throws {
    var table = try RowTable(reading: path, columns: [])
    let places = try Self.places(in: table.header, id: id, mapping)
    guard places.keys.contains(where: { $0 != .id }) else {
      throw ValidationError("no column of \(path) has a usual name; say with --map which field each column holds")
    }
    var ids: [String] = []
    var matcher = PeopleMatcher()
    damaged = try table.forEach { row in
      var cells: [MatchColumn: String] = [:]
      for (column, place) in places { cells[column] = row.string(place) }
      ids.append(cells[.id].flatMap { $0.isEmpty ? nil : $0 } ?? String(ids.count + 1))
      var country = home
      if case .country(let named, _) = CountryNames.standard.lookup(cells[.country] ?? "") { country = named }
      matcher.add(country: country) { cells[$0] ?? "" }
    }
    self.ids = ids
    self.matcher = matcher
  }

  private static func places(in header: [String], id: String?, _ mapping: [String]) throws -> [MatchColumn: Int] {
    var places = MatchColumn.places(in: header)
    for rule in mapping {
      guard let sign = rule.firstIndex(of: "=") else {
        throw ValidationError("--map takes field=column, not \"\(rule)\"")
      }
      guard let column = MatchColumn(rawValue: String(rule[..<sign])) else {
        throw UnknownName.error("field", String(rule[..<sign]), among: MatchColumn.allCases.map(\.rawValue))
      }
      places[column] = try place(of: String(rule[rule.index(after: sign)...]), in: header)
    }
    if let id { places[.id] = try place(of: id, in: header) }
    return places
  }

  private static func place(of name: String, in header: [String]) throws -> Int {
    // Some programs write a blank behind each comma.
    guard let place = header.firstIndex(where: { $0.trimmingPrefix(while: \.isWhitespace) == name[...] }) else {
      throw UnknownName.error("column", name, among: header)
    }
    return place
  }
}
