/// `rates`: what the tables say, what a business's own table says, and where an address lies.
import Foundation
import GRDB
import Testing

@Suite("Rates asked for")
struct RatesTests {
  private let program: Program

  init() throws { program = try Program() }

  private func cells(_ arguments: String...) throws -> [[String]] {
    let outcome = try program.start(["rates"] + arguments + ["--format", "json"]).outcome()
    let rows = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]] ?? []
    let keys = ["territory", "category", "rate", "valid_from", "valid_to"]
    return rows.map { row in keys.map { row[$0] as? String ?? "" } }
  }

  // MARK: The tables

  @Test("show gives every rate of a territory on a day, with the days on which it holds")
  func show() throws {
    #expect(
      try cells("show", "DE", "--on", "2020-08-15") == [
        ["DE", "standard", "16", "2020-07-01", "2020-12-31"], ["DE", "reduced", "5", "2020-07-01", "2020-12-31"],
        ["DE", "scope_change", "7", "2020-07-01", "2023-12-31"],
      ])
    let text = try program.run("rates", "show", "DE", "--on", "2020-08-15").output
    #expect(text.contains("vatnode/eu-vat-rates-data history") && text.contains("temporary cut"))
  }

  @Test("a part of a state has its own rates, and its state's where it has none")
  func region() throws {
    let rows = try cells("show", "FR-20R", "--on", "2026-03-01")
    #expect(rows.contains(["FR-20R", "super_reduced", "0.9", "1972-04-01", ""]))
    #expect(rows.contains(["FR", "standard", "20", "2014-01-01", ""]))
    #expect(!rows.contains { $0[0] == "FR" && $0[1] == "super_reduced" })
  }

  @Test("list gives all rows, or those of a day and a category")
  func list() throws {
    #expect(try cells("list").count >= 192)
    let standard = try cells("list", "--on", "2026-11-01", "--category", "standard")
    let states = [
      "AT": "20", "BE": "21", "BG": "20", "CY": "19", "CZ": "21", "DE": "19", "DK": "25", "EE": "24", "EL": "24",
      "ES": "21", "FI": "25.5", "FR": "20", "HR": "25", "HU": "27", "IE": "23", "IT": "22", "LT": "21", "LU": "17",
      "LV": "21", "MT": "18", "NL": "21", "PL": "23", "PT": "23", "RO": "21", "SE": "25", "SI": "22", "SK": "23",
      "GB": "20", "XI": "20", "CH": "8.1", "NO": "25",
    ]
    for (state, rate) in states { #expect(standard.filter { $0[0] == state }.map { $0[2] } == [rate], "\(state)") }
  }

  @Test("what there is no rate of is an error that says so")
  func unknown() throws {
    let early = try program.run("rates", "show", "DE", "--on", "1950-01-01")
    #expect(early.exit == 2)
    #expect(early.messages.contains("no rate of DE is tabulated for 1950-01-01; the table of DE begins on 1983-07-01"))
    #expect(try program.run("rates", "show", "Germany").messages.contains("there is no territory \"Germany\""))
    #expect(try program.run("rates", "list", "--category", "standart").messages.contains("did you mean \"standard\"?"))
    #expect(try program.run("rates", "show", "DE", "--on", "2020-02-30").exit == 2)
  }

  @Test("a kind of product has the rate of its class, and where that is in doubt it is said")
  func product() throws {
    let outcome = try program.run("rates", "show", "FR", "--product", "books", "--on", "2026-03-01", "--format", "csv")
    #expect(outcome.output.split(separator: "\n")[1].hasPrefix("books,FR,reduced2,5.5,1982-07-01,,"))
    let food = try program.run("rates", "show", "SE", "--product", "food", "--on", "2026-05-01", "--format", "csv")
    #expect(food.output.split(separator: "\n")[1].hasPrefix("food,SE,reduced2,6,2026-04-01,2027-12-31,"))
    let doubt = try program.run("rates", "show", "FR", "--product", "medicines", "--on", "2026-03-01")
    #expect(doubt.exit == 5 && doubt.output == "")
    #expect(
      doubt.messages == "which rate medicines have in FR on 2026-03-01 is not tabulated; it is not to be guessed\n")
    #expect(try program.run("rates", "show", "FR", "--product", "boks").messages.contains("did you mean \"books\"?"))
  }

  // MARK: A business's own table

  @Test("check tells everything that is wrong in one pass, and what is right is laid over the program's rates")
  func own() throws {
    try program.write(
      "mine.csv",
      "country;category;rate;valid_from;valid_to\nDE;standard;190;2024-01-01;\nXX;reduced;5;2024-01-01;\n"
        + "FR;standard;20;2024-01-01;2024-12-31\nFR;standard;21;2024-12-01;\nFR;reduced\n")
    let outcome = try program.run("rates", "check", "mine.csv", "--format", "csv")
    #expect(outcome.exit == 3)
    #expect(
      outcome.output == """
        line,problem
        2,190 % is an impossible rate: it must lie between 0 and 50
        3,"there is no territory ""XX""; write DE, EL, XI, PT-20 and the like"
        5,FR standard from 2024-12-01 to 2024-12-31 has a rate on line 4 already
        6,the row has fewer fields

        """)
    #expect(try program.run("rates", "show", "DE", "--rates", "mine.csv").exit == 3)
    try program.write(
      "mine.csv", "country,category,rate,valid_from,valid_to,source\nDE,standard,9.975,2024-03-01,,ours\n")
    #expect(try program.run("rates", "check", "mine.csv").output == "mine.csv: 1 rates, nothing is wrong\n")
    let rows = try cells("show", "DE", "--on", "2024-03-01", "--rates", "mine.csv")
    #expect(rows.first == ["DE", "standard", "9.975", "2024-03-01", ""])
  }

  @Test("own exchange rates serve fx and the currency stage, and what is wrong with them stops both")
  func moreRates() throws {
    try program.write(
      "more.csv", "currency,units_per_euro,valid_from,valid_to,source\nAED,4.2465,2024-01-01,2024-12-31,our bank\n")
    let outcome = try program.run(
      "fx", "AED", "--on", "2024-05-05", "--amount", "1000", "--more-rates", "more.csv", "--format", "csv")
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains(",2024-01-01,4.2465,235.49,our bank,"))
    let rates = #""rates": "samples/fx/eurofxref-hist.zip""#
    try program.define("shopify-orders", (rates, rates + #", "more_rates": "more.csv""#))
    #expect(try program.run("validate", "own.json").exit == 0)
    var export = try ShopifyExport(orders: 1)
    export.rows[0]["Currency"] = "AED"
    try program.write("orders.csv", export.text)
    #expect(try program.run("run", "own.json", "--set", "input=orders.csv", "--quiet").exit == 0)
    let line = try program.rows("SELECT fixing_date, fixing_units, fixing_scale FROM v_transactions")
    #expect(line.map { $0["fixing_date"] as String? } == ["2024-01-01"])
    try program.write(
      "more.csv",
      "currency,units_per_euro,valid_from,valid_to\nAED,0,2024-01-01,2024-12-31\nUSD,1,2024-01-01,2024-01-31\n")
    let refused = try program.run("validate", "own.json")
    #expect(refused.exit == 3)
    #expect(refused.messages.contains("more.csv:2: the rate 0 is impossible: it must be above zero"))
    #expect(refused.messages.contains("more.csv:3: the European Central Bank published USD on 2024-01-02"))
    #expect(try program.run("fx", "AED", "--on", "2024-05-05", "--more-rates", "more.csv").exit == 3)
  }

  // MARK: Places

  @Test("an address is asked in words, quoted or not")
  func place() throws {
    let outcome = try program.run("rates", "place", "DE 27498", "--on", "2026-03-02", "--format", "csv")
    #expect(
      outcome.output == """
        country,postcode,city,territory,state,in_eu_vat_area,in_eu_customs_union,special_territory,rates,note,problem
        DE,27498,,DE-HEL,DE-HEL,no,no,Heligoland,,EXPORT (s.1(2) UStG; s.1(3) exceptions),

        """)
    let livigno = try program.run("rates", "place", "IT", "23030", "Livigno", "--on", "2026-03-02", "--format", "csv")
    #expect(livigno.output.contains("IT,23030,Livigno,IT-LIV,IT-LIV,no,no,Livigno,"))
    let bfpo = try program.run("rates", "place", "GB BFPO 57", "--on", "2026-03-02", "--format", "csv")
    #expect(bfpo.output.contains("GB,BFPO 57,,CY,CY,yes,yes,"))
    let vienna = try program.run("rates", "place", "AT 1010 Wien", "--on", "2026-11-02", "--format", "csv")
    #expect(
      vienna.output.contains("AT,1010,Wien,AT,AT,yes,yes,,standard 20; reduced 10; reduced2 13; super_reduced 4.9;"))
  }

  @Test("rows of a file are placed, and a postcode that fits no such country is a problem")
  func places() throws {
    try program.write(
      "addresses.csv",
      "id,country,postcode,city,date\n1,Spain,35001,,2026-01-01\n2,DE,SW1A 1AA,,2026-01-01\n3,Atlantis,1,,2026-01-01\n"
        + "4,GB,BT1 1AA,,2020-12-31\n5,GB,BT1 1AA,,2021-01-01\n6,DE,,Büsingen am Hochrhein,2026-01-01\n")
    let outcome = try program.run("rates", "place", "addresses.csv")
    #expect(outcome.exit == 5)
    #expect(
      outcome.messages.hasPrefix(
        "addresses.csv:3: postcode \"SW1A 1AA\" is none of Germany, which are written like 10115\n"
          + "addresses.csv:4: \"Atlantis\" is no country that can be named\n"))
    let lines = outcome.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(lines.dropFirst().map { $0[5] } == ["ES-CN", "DE", "", "GB", "XI", "DE-BUE"])
    #expect(lines.dropFirst().map { $0[7] } == ["no", "yes", "", "yes", "yes", "no"])
  }
}
