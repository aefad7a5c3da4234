/// The platform's own customer ids, which mean something within their store only.
import Testing

@Suite("Customer ids of a platform")
struct SourceIDTests {
  @Test("an id is the same with blanks around it")
  func same() throws { #expect(try Keys.made(Keys.sourceID("17850")) == Keys.sourceID(" 17850\t")) }

  @Test("the same id in two stores is two customers")
  func stores() throws {
    #expect(try Keys.made(Keys.sourceID("17850", store: "shop-de")) != Keys.sourceID("17850", store: "shop-uk"))
  }

  @Test("capitals tell ids apart")
  func capitals() throws { #expect(try Keys.made(Keys.sourceID("gid-A")) != Keys.sourceID("gid-a")) }

  @Test("a missing id matches nobody", arguments: ["", " ", "\t\r\n"])
  func none(text: String) { #expect(Keys.sourceID(text) == nil) }
}
