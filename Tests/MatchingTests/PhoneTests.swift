/// Which spellings of a telephone number are one customer: as dialled from abroad, and as written at home.
import Commerce
import Matching
import Testing

@Suite("Telephone numbers")
struct PhoneTests {
  @Test(
    "a German number is the same however it is written",
    arguments: [
      "0049 30 1234567", "030 1234567", "030/1234567", "(030) 123-45-67", "+49 (0)30 1234567", " +49.30.1234567 ",
      "030 1234567 ext. 12", "030 1234567 x9",
    ])
  func german(spelling: String) throws {
    let number = try #require(Keys.phone("+49 30 1234567"))
    #expect(Keys.phone(spelling, "DE") == number)
  }

  @Test(
    "each country's own trunk prefix is taken off, where it has one",
    arguments: [
      ("GB", "020 7946 0000", "+44 20 7946 0000"), ("US", "1 (212) 555-0100", "+1 212 555 0100"),
      ("US", "(212) 555-0100", "+1 212 555 0100"), ("HU", "06 1 234 5678", "+36 1 234 5678"),
      ("RU", "8 495 123-45-67", "+7 495 123 45 67"), ("ES", "912 345 678", "+34 912 345 678"),
      ("IT", "06 1234 5678", "+39 06 1234 5678"),
    ])
  func trunkPrefix(country: String, national: String, international: String) throws {
    #expect(try Keys.made(Keys.phone(national, country)) == Keys.phone(international))
  }

  @Test(
    "what a country writes otherwise at home is read as it is dialled from abroad",
    arguments: [
      ("AR", "011 15 2345-6789", "+5491123456789"), ("AR", "11 2345-6789", "+541123456789"),
      ("BR", "0 15 11 96123-4567", "+5511961234567"), ("BR", "90 21 11 2345-6789", "+551123456789"),
      ("MX", "55 1234 5678", "+525512345678"), ("AG", "460-1234", "+12684601234"),
      ("KZ", "8 (710) 009 99 98", "+77100099998"),
      ("JE", "456789", "+441534456789"), ("SM", "886377", "+3780549886377"), ("IT", "+39 06 698", "+3906698"),
      ("AU", "0011 49 30 1234567", "+49301234567"), ("US", "011 49 30 1234567", "+49301234567"),
      ("AC", "62889", "+24762889"), ("IC", "928 123 456", "+34928123456"), ("FR", "+800 1234 5679", "+80012345679"),
    ])
  func home(country: String, written: String, number: String) {
    #expect(NormalForm.phone(written, country: Country(country)) == number)
  }

  @Test(
    "what stands around a number is no part of it",
    arguments: [
      "Tel. +49 30 1234567", "+49 30 1234567 ext. 12", "+49 30 1234567x12", "+49 30 1234567, 12", "+49 30 1234567 #12",
      "+49 30 1234567 - 12#", "+49 30 1234567 доб. 12", "+49 30 1234567 Extensión: 12", "+49 30 1234567;ext=12",
      "tel:+49-30-1234567", "tel:1234567;phone-context=+49-30", "tel:030-1234567;phone-context=example.com",
      "tel:+49-30-1234567;isub=9", "+49 30 1234567 x12/x13", "+49 30 1234567.", "++49 30 1234567",
      "0049 (0) 30 / 12 34-567",
      "＋４９ ３０ １２３４５６７", "+٤٩ ٣٠ ١٢٣٤٥٦٧", "+۴۹ ۳۰ ۱۲۳۴۵۶۷", "+49 30–1234567", "+49 30 1234567",
    ])
  func around(spelling: String) {
    #expect(NormalForm.phone(spelling, country: Country("DE")) == "+49301234567")
  }

  @Test("three letters and more are those of the keypad, fewer are not")
  func letters() {
    #expect(NormalForm.phone("1-800-FLOWERS", country: Country("US")) == "+18003569377")
    #expect(NormalForm.phone("0800 reimann", country: Country("DE")) == "+498007346266")
    #expect(NormalForm.phone("030 12 a 34567", country: Country("DE")) == "+49301234567")
  }

  @Test("the same national number in two countries is two numbers")
  func countries() throws {
    #expect(try Keys.made(Keys.phone("030 1234567", "DE")) != Keys.phone("030 1234567", "FR"))
  }

  @Test("a prefix of one country is part of the number in another")
  func foreignPrefix() throws {
    #expect(try Keys.made(Keys.phone("8 495 1234567", "DE")) != Keys.phone("495 1234567", "DE"))
  }

  @Test("the zero of an Italian number belongs to it")
  func italianZero() throws {
    #expect(try Keys.made(Keys.phone("06 1234 5678", "IT")) != Keys.phone("+39 6 1234 5678"))
  }

  @Test("where the country is unknown a national number is no number of any country")
  func unknownCountry() throws {
    let number = try #require(Keys.phone("030 1234567"))
    #expect(number != Keys.phone("030 1234567", "DE"))
    #expect(number == Keys.phone("(030) 12 34 567"))
    #expect(NormalForm.phone("030 1234567") == "?0301234567")
    #expect(NormalForm.phone("0000 000 000") == nil)
  }

  @Test("one digit more is another number")
  func other() throws {
    #expect(try Keys.made(Keys.phone("030 1234567", "DE")) != Keys.phone("030 12345678", "DE"))
  }

  @Test(
    "what is no number matches nobody",
    arguments: [
      "", "   ", "n/a", "-", "+", "+49", "12345", "call me", "( ) - ", "0000000", "000 000 000", "+49 0000000",
      "999999999",
      "1111-1111", "0049", "+999 1234567", "12 call me 345", "tel:1234567;phone-context=",
    ])
  func none(text: String) {
    #expect(Keys.phone(text, "DE") == nil)
  }
}
