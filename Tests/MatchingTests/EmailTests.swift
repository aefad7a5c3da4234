/// Which spellings of an e-mail address are one customer, and which are none or another one.
import Testing

@Suite("E-mail addresses")
struct EmailTests {
  private let anna = Keys.email("anna.schmidt@example.com")

  @Test(
    "neither capitals nor blanks around it make another address",
    arguments: ["Anna.Schmidt@Example.COM", "  anna.schmidt@example.com", "anna.schmidt@example.com\t\r\n"])
  func same(spelling: String) throws {
    #expect(try Keys.made(anna) == Keys.email(spelling))
  }

  @Test(
    "a dot, a tag or another domain does",
    arguments: ["annaschmidt@example.com", "anna.schmidt+shop@example.com", "anna.schmidt@example.org"])
  func other(address: String) throws {
    #expect(try Keys.made(Keys.email(address)) != anna)
  }

  @Test(
    "what is no address matches nobody",
    arguments: ["", "   ", "\t\n", "@", " @ ", "anna@", "@example.com", "anna.example.com", "n/a", "-"])
  func none(text: String) {
    #expect(Keys.email(text) == nil)
  }

  @Test("letters beyond ASCII are kept as they are")
  func international() throws {
    let address = try #require(Keys.email("jürgen@exämple.de"))
    #expect(address == Keys.email("jürgen@EXäMPLE.DE"))
    #expect(address != Keys.email("jurgen@example.de"))
  }
}
