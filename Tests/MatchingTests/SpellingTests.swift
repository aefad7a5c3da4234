/// Which spellings are one text, and which texts say nothing.
import Matching
import Testing

@Suite("Spellings of names")
struct NameSpellingTests {
  @Test(
    "case, width, accents and the way they are encoded make no other name",
    arguments: [
      ("José Núñez", "Jose\u{301} Nun\u{303}ez"), ("Müller", "MUELLER"), ("Müller", "Mu\u{308}ller"),
      ("Große", "GROSSE"),
      ("Århus", "Aarhus"), ("Søren", "Soeren"), ("ÆGIR", "aegir"), ("Łukasz Żółć", "lukasz zolc"), ("ＡＮＮＡ　Ｓ", "anna s"),
      ("Αλέξης Παππάς", "ΑΛΕΞΗΣ ΠΑΠΠΑΣ"), ("Юрий Ёлкин", "ЮРИЙ ЕЛКИН"), ("Юрий", "Юрии\u{306}"), ("ガギ", "ｶﾞｷﾞ"),
      ("ガ", "カ\u{3099}"), ("O'Neil", "O’Neil"), ("Anna-Lena", "Anna Lena"), ("Şükrü Işık", "sukru isik"),
      ("ﬁnn", "Finn"),
      ("Nguyễn Văn Đức", "Nguyen Van Duc"), ("مُحَمَّد", "محمد"),
    ])
  func same(one: String, other: String) throws {
    let form = try #require(NormalForm.name(one))
    #expect(form == NormalForm.name(other))
  }

  @Test(
    "other letters do",
    arguments: [("Anna", "Anne"), ("王伟", "李伟"), ("かき", "がぎ"), ("हरि", "हरु"), ("김", "박"), ("Юрий", "Юлий")])
  func other(one: String, another: String) throws {
    let form = try #require(NormalForm.name(one))
    #expect(form != NormalForm.name(another))
  }

  @Test(
    "what fills the field is nobody's name",
    arguments: [
      "", " ", "-", "n/a", "N.N.", "Amazon Customer", "AMAZON  CUSTOMER", "Guest", "Käufer", "unknown", "test", "xxx",
      "X",
      "...", "0000", "12345", "Vorname Nachname", "gelöschter Kunde", "—", "👤",
    ])
  func nobody(text: String) { #expect(NormalForm.name(text) == nil) }
}

@Suite("Spellings of addresses")
struct AddressSpellingTests {
  @Test(
    "words for streets may be short or long, apart or joined, and the number before or behind",
    arguments: [
      ("Hauptstraße 1", "1 Haupt-Strasse"), ("Hauptstraße 1", "HAUPTSTR. 1"), ("Hauptstraße 1", "Haupt Str.1"),
      ("Hauptstraße 12a", "Hauptstr. 12 A"), ("Hauptstraße 12", "Hauptstraße Nr. 12"),
      ("12 High Street", "12, High St."),
      ("5th Avenue 350", "350 5th Ave"), ("221B Baker Street", "Baker St 221b"),
      ("St. Mary's Road 4", "4 Saint Marys Rd"),
      ("10 North Main Blvd", "10 N Main Boulevard"), ("12 rue de la Paix", "12, R. de la Paix"),
      ("3 bd Saint-Michel", "3 Boulevard St Michel"), ("Calle de Alcalá, 48", "C/ de Alcala 48"),
      ("Avda. de América 5", "Avenida de America, nº 5"), ("Via Roma 7", "V. Roma, 7"), ("Kerkstraat 9", "Kerkstr. 9"),
      ("Nørregade 3", "Noerregd 3"), ("улица Ленина, дом 5", "ул. Ленина, д. 5"),
      ("Straße des 17. Juni 135", "Str. des 17 Juni 135"),
    ])
  func same(one: String, other: String) throws {
    let form = try #require(NormalForm.address(one))
    #expect(form == NormalForm.address(other))
  }

  @Test(
    "other numbers and streets do",
    arguments: [
      ("Hauptstraße 1", "Hauptstraße 11"), ("Hauptstraße 1", "Hauptstraße 1a"), ("Hauptstraße 1", "Hauptweg 1"),
      ("1 21st Street", "21 1st Street"), ("North Street 5", "South Street 5"),
    ])
  func other(one: String, another: String) throws {
    let form = try #require(NormalForm.address(one))
    #expect(form != NormalForm.address(another))
  }

  @Test("what fills the field is no address", arguments: ["", "-", "n/a", "xxx", "0", "Abholung", "none"])
  func nobody(text: String) { #expect(NormalForm.address(text) == nil) }

  @Test(
    "postcodes go without blanks, country and the last four digits of an American one",
    arguments: [
      ("10115", "D-10115"), ("10115", " 10 115 "), ("SW1A 1AA", "sw1a1aa"), ("1234 AB", "1234ab"),
      ("12345", "12345-6789"),
      ("1010", "LV-1010"), ("00-950", "00950"),
    ])
  func postcodes(one: String, other: String) throws {
    let form = try #require(NormalForm.postcode(one))
    #expect(form == NormalForm.postcode(other))
  }

  @Test("zeros and dashes are no postcode", arguments: ["00000", "0", "-", "n/a", ""])
  func noPostcode(text: String) { #expect(NormalForm.postcode(text) == nil) }
}

@Suite("Mailboxes of nobody")
struct MailboxTests {
  @Test(
    "a marketplace's relay, and what is typed where an address is demanded, match nobody",
    arguments: [
      "abc123xyz@marketplace.amazon.de", "abc123xyz@marketplace.amazon.co.uk", "ABC@Marketplace.Amazon.COM",
      "u1@members.ebay.com", "x.y@relay.walmart.com", "abc@conversations.etsy.com", "noreply@shop.example",
      "none@none.com",
      "test@test.de", "guest@shop.example", "abc@marketplace.amazon.com.",
    ])
  func nobody(address: String) { #expect(NormalForm.email(address) == nil) }

  @Test(
    "other mailboxes of such houses, and addresses that look alike, are somebody's",
    arguments: [
      "anna@amazon.de", "anna@ebay.com", "marketplace.amazon@example.com", "anna@marketplace.amazon-shop.de",
      "test@company.example", "anna@notetsy.com", "nonet@example.com", "anna@marketplace.amazon.shop.example.org",
    ])
  func somebody(address: String) { #expect(NormalForm.email(address) == address) }

  @Test("case and the way accents are encoded make no other address")
  func spelling() {
    #expect(NormalForm.email("Jürgen@EXÄMPLE.de") == NormalForm.email("ju\u{308}rgen@exämple.DE"))
    #expect(NormalForm.email("Jürgen@example.de") != NormalForm.email("jurgen@example.de"))
  }
}

@Suite("VAT ids as keys")
struct VATIDSpellingTests {
  @Test("blanks, points, case and width make no other number, nor does the Greek prefix")
  func same() {
    #expect(NormalForm.vatID("de 136.695-976") == "DE136695976")
    #expect(NormalForm.vatID("ＤＥ136695976") == "DE136695976")
    #expect(NormalForm.vatID("GR094259216") == NormalForm.vatID("EL 094 259 216"))
  }

  @Test("what has no digit but zero is no number", arguments: ["", "-", "n/a", "DE", "DE000000000"])
  func nobody(text: String) { #expect(NormalForm.vatID(text) == nil) }
}
