/// Countries by code and by the names that real exports hold.
import Commerce
import Testing

@Suite struct CountryTests {
  @Test(
    "The names of real exports are found",
    arguments: [
      ("EIRE", "IE"), ("UK", "GB"), ("U.K.", "GB"), ("uk", "GB"), (" United  Kingdom ", "GB"), ("USA", "US"),
      ("U.S.A.", "US"),
      ("US", "US"), ("RSA", "ZA"), ("EL", "GR"), ("GR", "GR"), ("Czech Republic", "CZ"), ("Hong Kong", "HK"),
      ("United Arab Emirates", "AE"), ("South Korea", "KR"), ("Russia", "RU"), ("Holland", "NL"), ("DEU", "DE"),
      ("Deutschland", "DE"), ("Österreich", "AT"), ("ÖSTERREICH", "AT"), ("Oesterreich", "AT"), ("España", "ES"),
      ("ESPAÑA", "ES"), ("Espana", "ES"), ("Italia", "IT"), ("Allemagne", "DE"), ("Royaume-Uni", "GB"),
      ("Vereinigtes Königreich", "GB"), ("Frankrijk", "FR"), ("Paesi Bassi", "NL"), ("Reino Unido", "GB"),
      ("États-Unis", "US"), ("Verenigde Staten", "US"), ("Schweiz", "CH"), ("Côte d’Ivoire", "CI"),
      ("Ivory Coast", "CI"),
      ("Korea, Republic of", "KR"), ("Bosnia & Herzegovina", "BA"), ("Åland Islands", "AX"),
      ("XI", "XI"), ("IC", "IC"), ("Canary Islands", "IC"), ("XK", "XK"), ("Kosovo", "XK"),
      ("Netherlands Antilles", "AN"),
      ("Saudi Arabia", "SA"), ("Lebanon", "LB"), ("Bahrain", "BH"), ("Türkiye", "TR"), ("Turkey", "TR"),
      ("Jersey", "JE"),
      ("Burma", "MM"), ("East Timor", "TL"), ("Česko", "CZ"), ("Nederland", "NL"), ("Isle of Man", "IM"),
    ])
  func names(_ text: String, _ code: String) {
    let expected = Country(code).map { CountryNames.Outcome.country($0, part: nil) } ?? .unknown
    #expect(CountryNames.standard.lookup(text) == expected)
  }

  @Test(
    "Parts of the United Kingdom are found with the part",
    arguments: [
      ("England", "ENG"), ("SCOTLAND", "SCT"), ("Wales", "WLS"), ("Northern Ireland", "NIR"),
    ])
  func parts(_ text: String, _ part: String) throws {
    #expect(CountryNames.standard.lookup(text) == .country(try #require(Country("GB")), part: part))
  }

  @Test("The Channel Islands are an area of two territories")
  func area() throws {
    let area = try #require(SpecialArea("channel_islands"))
    #expect(CountryNames.standard.lookup("Channel Islands") == .area(area))
    #expect(area.members.map(\.code) == ["JE", "GG"])
    #expect(SpecialArea("atlantis") == nil)
  }

  @Test(
    "Words that name no country are answered with the reason",
    arguments: [
      ("European Community", .unionOfStates), ("EU", .unionOfStates), ("Unspecified", .unspecified),
      ("N/A", .unspecified),
      ("West Indies", .regionOfStates), ("BFPO", .militaryPost),
    ] as [(String, CountryNames.Reason)])
  func nonCountries(_ text: String, _ reason: CountryNames.Reason) {
    #expect(CountryNames.standard.lookup(text) == .unresolved(reason))
  }

  @Test(
    "What the tables do not hold is unknown, and nothing is guessed",
    arguments: [
      "Atlantis", "QQ", "United", "Germ", "Germanyy", "Korea", "日本", "-", "?", "\u{FF}",
    ])
  func unknown(_ text: String) { #expect(CountryNames.standard.lookup(text) == .unknown) }

  @Test("Blanks are nothing")
  func empty() {
    #expect(CountryNames.standard.lookup("") == .empty)
    #expect(CountryNames.standard.lookup("  \t") == .empty)
  }

  @Test("No name has two meanings, and no alias points nowhere")
  func conflicts() { #expect(CountryNames.standard.conflicts == []) }

  @Test("Every country is found by its code, its three-letter code and its name")
  func roundTrip() {
    #expect(Country.all.count > 260)
    for country in Country.all {
      for name in [country.code, country.alpha3 ?? country.code, country.name] {
        #expect(CountryNames.standard.lookup(name) == .country(country, part: nil), "\(name)")
      }
      #expect(Country(country.code) == country)
    }
  }

  @Test("Codes are exact; aliases are for names only")
  func codes() {
    #expect(Country("UK") == nil)
    #expect(Country("gb") == nil)
    #expect(Country("GBR") == nil)
    #expect(Country("AN")?.withdrawn == "2010-12-15")
    #expect(Country("DE")?.numeric == "276")
  }
}
