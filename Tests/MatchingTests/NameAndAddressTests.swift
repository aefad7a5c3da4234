/// When a name with its address is the same person, and when a name alone must not be one.
import Testing

@Suite("Names with addresses")
struct NameAndAddressTests {
  @Test(
    "capitals, blanks, punctuation and accents make no other person",
    arguments: [
      ("ANNA SCHMIDT", "HAUPTSTRASSE 1", "10115"), (" Anna  Schmidt ", "Hauptstraße 1", " 10115"),
      ("Anna / Schmidt", "Hauptstraße, 1.", "10 115"), ("Ánna Schmídt", "Hauptstrasse 1", "10115"),
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
      ("Anna Schmidt", "Hauptstraße 1", "10117"),
    ])
  func other(name: String, address: String, postcode: String) throws {
    let anna = try #require(Keys.person("Anna Schmidt", "Hauptstraße 1", "10115"))
    #expect(Keys.person(name, address, postcode) != anna)
  }

  @Test("text does not slip from one field into the next")
  func fields() throws {
    #expect(try Keys.made(Keys.person("Anna Li", "Berg 1", "10")) != Keys.person("Anna Li Berg", "1", "10"))
    #expect(try Keys.made(Keys.person("Anna Li", "Berg", "", city: "1010")) != Keys.person("Anna Li", "Berg", "1010"))
  }

  @Test(
    "what stands in place of a street tells as much",
    arguments: ["Postfach 12 34", "PO Box 12", "The Old Mill", "Lieu-dit Le Moulin", "Km 5"])
  func inPlaceOfStreet(address: String) throws {
    let anna = try #require(Keys.person("Anna Schmidt", address, "10115"))
    #expect(Keys.person("anna schmidt", address.uppercased(), "10115") == anna)
  }

  @Test("where there are no postcodes, towns stand in their place")
  func town() throws {
    let one = try #require(Keys.person("Aoife Byrne", "Main Street 1", "", city: "Ennis"))
    #expect(Keys.person("Aoife Byrne", "1 Main St.", "-", city: "ENNIS") == one)
    #expect(try Keys.made(Keys.person("Aoife Byrne", "Main Street 1", "", city: "Tralee")) != one)
    let withPostcode = try #require(Keys.person("Anna Schmidt", "Hauptstraße 1", "10115", city: "Berlin"))
    #expect(Keys.person("Anna Schmidt", "Hauptstraße 1", "10115", city: "Berlin-Mitte") == withPostcode)
  }

  @Test(
    "half a name may be several people of one house, and joins nobody",
    arguments: [
      "Anna", "Schmidt", "Anna-Lena", "A. Schmidt", "Schmidt, A.", "Frau Schmidt", "Fräulein SCHMIDT",
      "Familie Schmidt", "Mr. Smith", "Mme Dupont", "Dr. Schmidt", "Prof. Dr. Schmidt", "O'Neil", "Жанна", "王",
    ])
  func half(name: String) { #expect(Keys.person(name, "Hauptstraße 1", "10115") == nil) }

  @Test(
    "a given and a family name are whole, however they are written",
    arguments: ["Frau Anna Schmidt", "Schmidt, Anna", "Anna M. Schmidt", "Lu Xu", "王伟", "김철수", "Schmidt GmbH"])
  func whole(name: String) { #expect(Keys.person(name, "Hauptstraße 1", "10115") != nil) }

  @Test("names in other scripts are told apart")
  func scripts() throws {
    #expect(try Keys.made(Keys.person("Анна Ким", "1", "101000")) != Keys.person("Ольга Ким", "1", "101000"))
    #expect(try Keys.made(Keys.person("王伟", "1", "100000")) != Keys.person("李伟", "1", "100000"))
  }

  @Test(
    "a name alone, or with a postcode or street alone, matches nobody, nor does an address without one",
    arguments: [
      ("Anna Schmidt", "", "10115"), ("Anna Schmidt", "-", "10115"), ("Anna Schmidt", "n/a", "10115"),
      ("Anna Schmidt", "Hauptstraße 1", ""), ("Anna Schmidt", "Hauptstraße 1", "-"),
      ("Anna Schmidt", "", ""), ("Anna Schmidt", "  ", " "), ("Anna Schmidt", "-", "."), ("", "Hauptstraße 1", "10115"),
      ("  ", "Hauptstraße 1", "10115"), ("--", "Hauptstraße 1", "10115"), ("", "", ""),
    ])
  func none(name: String, address: String, postcode: String) {
    #expect(Keys.person(name, address, postcode) == nil)
  }
}
