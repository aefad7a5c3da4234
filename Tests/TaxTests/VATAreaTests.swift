/// Places: special territories by code and by postcode, and membership by date.
import Commerce
import Tax
import Testing

@Suite struct VATAreaTests {
  @Test(
    "An address lies in the territory that its code or postcode says",
    arguments: [
      ("DE", "10115", "", "DE", "DE", true), ("GR", "10431", "", "EL", "EL", true),
      ("ES", "35001", "", "ES-CN", "ES-CN", false),
      ("IC", "", "", "ES-CN", "ES-CN", false), ("ES", "28001", "", "ES", "ES", true), ("EA", "", "", "EA", "EA", false),
      ("ES", "52006", "", "EA", "EA", false), ("AT", "6691", "", "AT-JM", "AT", true),
      ("DE", "87491", "", "AT-JM", "AT", true),
      ("DE", "D-78266", "", "DE-BUE", "DE-BUE", false), ("DE", "27498", "", "DE-HEL", "DE-HEL", false),
      ("IT", "23041", "", "IT-LIV", "IT-LIV", false), ("IT", "23030", "", "IT", "IT", true),
      ("IT", "23030", "LIVIGNO (SO)", "IT-LIV", "IT-LIV", false), ("FR", "97133", "", "BL", "BL", false),
      ("FR", "97110", "", "GP", "GP", false), ("RE", "", "", "RE", "RE", false),
      ("FR", "20000", "", "FR-20R", "FR", true),
      ("MC", "98000", "", "FR", "FR", true), ("FR", "98000", "", "FR", "FR", true),
      ("GR", "63086", "", "EL-ATH", "EL-ATH", false),
      ("GR", "85300", "", "EL-ISL", "EL", true), ("PT", "9000-064", "", "PT-30", "PT", true),
      ("PT", "9500", "", "PT-20", "PT", true),
      ("FI", "22100", "", "AX", "AX", false), ("AX", "", "", "AX", "AX", false),
      ("GB", "je2 3ab", "", "JE", "JE", false),
      ("GG", "", "", "GG", "GG", false), ("IM", "IM1 1AA", "", "GB", "GB", false),
      ("GB", "BFPO 57", "", "CY", "CY", true),
      ("GB", "BT1 1AA", "", "XI", "GB", true), ("XI", "", "", "XI", "GB", true),
      ("GB", "M1 1AE", "", "GB", "GB", false),
      ("CH", "8238", "", "DE-BUE", "DE-BUE", false), ("CH", "8001", "", "CH", "CH", false),
      ("US", "73301", "", "US", "US", false),
      ("AD", "", "", "AD", "AD", false), ("CW", "", "", "CW", "CW", false), ("AW", "", "", "AW", "AW", false),
      ("SX", "", "", "SX", "SX", false), ("BQ", "", "", "BQ", "BQ", false), ("FO", "100", "", "FO", "FO", false),
      ("GL", "3900", "", "GL", "GL", false), ("GB", "GX11 1AA", "", "GI", "GI", false),
      ("GI", "GX11 1AA", "", "GI", "GI", false), ("GB", "IM1 1AA", "", "GB", "GB", false),
      ("GB", "GY1 1AA", "", "GG", "GG", false), ("SM", "47890", "", "SM", "SM", false),
      ("VA", "00120", "", "VA", "VA", false), ("LI", "9490", "", "LI", "LI", false),
      // Postcodes of the neighbour, as the post there delivers them, by either country's name.
      ("CH", "CH-8238", "", "DE-BUE", "DE-BUE", false), ("CH", "6911", "", "IT-CAM", "IT-CAM", false),
      ("DE", "8238", "", "DE-BUE", "DE-BUE", false), ("DE", "CH-8238", "", "DE-BUE", "DE-BUE", false),
      ("IT", "CH-6911", "", "IT-CAM", "IT-CAM", false), ("DE", "DE-87491", "", "AT-JM", "AT", true),
      ("DE", "87567", "", "AT-JM", "AT", true), ("DE", "87568", "", "AT-JM", "AT", true),
      ("DE", "87569", "", "AT-JM", "AT", true), ("DE", "87566", "", "DE", "DE", true),
      ("AT", "D-87569", "", "AT-JM", "AT", true), ("AT", "6992", "", "AT-JM", "AT", true),
      // A country's code in front, and blanks anywhere.
      ("DE", "DE 27498", "", "DE-HEL", "DE-HEL", false), ("DE", "27 498", "", "DE-HEL", "DE-HEL", false),
      ("ES", "E35001", "", "ES-CN", "ES-CN", false), ("FR", "F-97 110", "", "GP", "GP", false),
      ("FI", "AX-22100", "", "AX", "AX", false), ("GB", "gx111aa", "", "GI", "GI", false),
      ("GB", "BF1 2AT", "", "CY", "CY", true), ("GB", "BF1 2AA", "", "GB", "GB", false),
      ("GB", "BFPO 58", "", "CY", "CY", true), ("GB", "BFPO 60", "", "GB", "GB", false),
      // Cities decide where there is no postcode, with and without accents, and never against one.
      ("DE", "", "Büsingen am Hochrhein", "DE-BUE", "DE-BUE", false),
      ("DE", "", "BUESINGEN", "DE-BUE", "DE-BUE", false),
      ("DE", "", "Bu\u{308}singen", "DE-BUE", "DE-BUE", false), ("DE", "", "Helgoland", "DE-HEL", "DE-HEL", false),
      ("FI", "", "Åland", "AX", "AX", false), ("FI", "", "Mariehamn, Aland", "AX", "AX", false),
      ("FI", "", "ALAND", "AX", "AX", false), ("IT", "", "LIVIGNO (SO)", "IT-LIV", "IT-LIV", false),
      ("IT", "", "Campione d’Italia", "IT-CAM", "IT-CAM", false),
      ("IT", "", "Campione d'Italia", "IT-CAM", "IT-CAM", false),
      ("IT", "", "Campione del Garda", "IT", "IT", true),
      ("IT", "22060", "Campione d'Italia", "IT-CAM", "IT-CAM", false),
      ("IT", "22060", "Cabiate", "IT", "IT", true), ("DE", "10115", "Helgoland", "DE", "DE", true),
      ("ES", "", "Ceuta", "EA", "EA", false), ("ES", "", "Melilla", "EA", "EA", false),
      ("ES", "", "Las Palmas de Gran Canaria", "ES-CN", "ES-CN", false), ("PT", "", "Funchal", "PT-30", "PT", true),
      ("PT", "", "Açores", "PT-20", "PT", true), ("AT", "", "Jungholz", "AT-JM", "AT", true),
      ("DE", "", "Neubüsingen", "DE", "DE", true),
    ])
  func places(
    _ country: String, _ postcode: String, _ city: String, _ territory: String, _ state: String, _ isInEU: Bool
  ) throws {
    let place = VATArea.standard.place(
      try #require(Country(country)), postcode: Array(postcode.utf8).span, city: Array(city.utf8).span,
      on: try #require(CivilDate("2026-03-02")))
    #expect(
      place
        == Place(
          territory: try #require(Territory(territory)), state: try #require(Territory(state)), isInEU: isInEU))
  }

  @Test(
    "States join and leave on their day",
    arguments: [
      ("HR", "2013-06-30", false), ("HR", "2013-07-01", true), ("GB", "2020-12-31", true), ("GB", "2021-01-01", false),
      ("BG", "2006-12-31", false), ("RO", "2007-01-01", true), ("PL", "2004-04-30", false), ("PL", "2004-05-01", true),
      ("XI", "2010-12-01", true), ("XI", "2021-01-01", true), ("IM", "2011-06-01", true), ("CY", "2011-06-01", true),
      ("NO", "2011-06-01", false), ("IS", "2011-06-01", false), ("JE", "2011-06-01", false),
    ])
  func membership(_ country: String, _ date: String, _ expected: Bool) throws {
    let place = VATArea.standard.place(try #require(Country(country)), on: try #require(CivilDate(date)))
    #expect(place.isInEU == expected)
  }

  @Test("Northern Ireland is in the area for goods only, and only since the protocol")
  func northernIreland() throws {
    let day = try #require(CivilDate("2026-03-02"))
    let before = try #require(CivilDate("2020-12-31"))
    let xi = try #require(Country("XI"))
    let gb = try #require(Territory("GB"))
    #expect(VATArea.standard.place(xi, on: day, isGoods: false) == Place(territory: gb, state: gb, isInEU: false))
    #expect(VATArea.standard.place(xi, on: before) == Place(territory: gb, state: gb, isInEU: true))
    #expect(!VATArea.standard.isMember(gb, on: day))
    #expect(VATArea.standard.isMember(try #require(Territory("XI")), on: day))
  }

  @Test("The Channel Islands lie outside whichever of them is meant")
  func area() throws {
    let place = VATArea.standard.place(
      try #require(SpecialArea("channel_islands")), on: try #require(CivilDate("2011-03-01")))
    #expect(place?.isInEU == false)
    #expect(place?.territory.code == "JE-GG")
  }

  @Test(
    "A postcode that is written as those of another country does not fit",
    arguments: [
      ("DE", "10115", true), ("DE", "SW1A 1AA", false), ("DE", "1010", false), ("AT", "1010", true),
      ("AT", "10115", false), ("GB", "SW1A 1AA", true), ("GB", "m1 1ae", true), ("GB", "10115", false),
      ("US", "73301-0001", true), ("US", "SW1A 1AA", false), ("CA", "K1A 0B1", true), ("CA", "90210", false),
      ("NL", "1012 AB", true), ("NL", "1012", true), ("NL", "10115", false), ("IE", "D02 X285", true),
      ("IE", "D6W XK28", true), ("IE", "1010", false), ("LV", "LV-1010", true), ("LV", "1010", true),
      ("PL", "00-950", true), ("PT", "9000-064", true), ("SE", "111 22", true), ("MT", "VLT 1117", true),
      ("AD", "AD500", true), ("MC", "98000", true), ("MC", "75001", false), ("AX", "22100", true),
      ("AX", "00100", false), ("GI", "GX11 1AA", true), ("DE", "", true), ("KE", "anything", true),
    ])
  func formats(_ country: String, _ postcode: String, _ fits: Bool) throws {
    let country = try #require(Country(country))
    let found = PostcodeFormats.standard.fits(Array(postcode.utf8).span, country)
    #expect(found == fits)
  }

  @Test("Every country's example is written as its own postcodes are")
  func examples() {
    for country in Country.all {
      guard let example = PostcodeFormats.standard.example(country) else { continue }
      let fits = PostcodeFormats.standard.fits(Array(example.utf8).span, country)
      #expect(fits, "\(country): \(example)")
    }
  }
}
