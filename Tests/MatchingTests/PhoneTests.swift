/// Which spellings of a telephone number are one customer: as dialled from abroad, and as written at home.
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
  }

  @Test("one digit more is another number")
  func other() throws {
    #expect(try Keys.made(Keys.phone("030 1234567", "DE")) != Keys.phone("030 12345678", "DE"))
  }

  @Test(
    "what is no number matches nobody",
    arguments: ["", "   ", "n/a", "-", "+", "+49", "12345", "call me", "( ) - "])
  func none(text: String) {
    #expect(Keys.phone(text, "DE") == nil)
  }
}
