/// When a name with its address is the same person, and when a name alone must not be one.
import Testing

@Suite("Names with addresses")
struct NameAndAddressTests {
  @Test(
    "capitals, blanks, punctuation and accents make no other person",
    arguments: [
      ("ANNA SCHMIDT", "HAUPTSTRASSE 1", "10115"), (" Anna  Schmidt ", "Hauptstraße 1", " 10115"),
      ("Anna-Schmidt", "Hauptstraße, 1.", "10 115"), ("Ánna Schmídt", "Hauptstrasse 1", "10115"),
    ])
  func same(name: String, address: String, postcode: String) throws {
    let anna = try #require(Keys.person("Anna Schmidt", "Hauptstraße 1", "10115"))
    #expect(Keys.person(name, address, postcode) == anna)
  }

  @Test(
    "letters that Latin alphabets add are read as those they come from",
    arguments: [
      ("Søren Ågård", "Soren Agard"), ("Łukasz Żak", "Lukasz Zak"), ("Œuvre Æbelø", "Oeuvre Aebelo"),
      ("Þór Guðmundsson", "Thor Gudmundsson"), ("İpek Çağlar", "Ipek Caglar"),
    ])
  func accents(written: String, plain: String) throws {
    #expect(try Keys.made(Keys.person(written, "Street 1", "1000")) == Keys.person(plain, "Street 1", "1000"))
  }

  @Test(
    "another name, house or postcode is another person",
    arguments: [
      ("Anne Schmidt", "Hauptstraße 1", "10115"), ("Anna Schmidt", "Hauptstraße 11", "10115"),
      ("Anna Schmidt", "Hauptstraße 1", "10117"), ("Anna Schmidt", "Hauptstraße 1", ""),
    ])
  func other(name: String, address: String, postcode: String) throws {
    let anna = try #require(Keys.person("Anna Schmidt", "Hauptstraße 1", "10115"))
    #expect(Keys.person(name, address, postcode) != anna)
  }

  @Test("text does not slip from one field into the next")
  func fields() throws {
    #expect(try Keys.made(Keys.person("Anna", "Berg 1", "10")) != Keys.person("Anna Berg", "1", "10"))
    #expect(try Keys.made(Keys.person("Anna", "Berg", "10")) != Keys.person("Anna", "Berg 10", ""))
  }

  @Test("a street or a postcode is enough beside the name")
  func oneIsEnough() throws {
    let byStreet = try #require(Keys.person("Anna Schmidt", "Hauptstraße 1", ""))
    let byPostcode = try #require(Keys.person("Anna Schmidt", "", "10115"))
    #expect(byStreet != byPostcode)
  }

  @Test("names in other scripts are told apart")
  func scripts() throws {
    #expect(try Keys.made(Keys.person("Анна", "1", "101000")) != Keys.person("Ольга", "1", "101000"))
    #expect(try Keys.made(Keys.person("王伟", "1", "100000")) != Keys.person("李伟", "1", "100000"))
  }

  @Test(
    "a name alone matches nobody, nor does an address without one",
    arguments: [
      ("Anna Schmidt", "", ""), ("Anna Schmidt", "  ", " "), ("Anna Schmidt", "-", "."), ("", "Hauptstraße 1", "10115"),
      ("  ", "Hauptstraße 1", "10115"), ("--", "Hauptstraße 1", "10115"), ("", "", ""),
    ])
  func none(name: String, address: String, postcode: String) {
    #expect(Keys.person(name, address, postcode) == nil)
  }
}
