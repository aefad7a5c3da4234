/// How bytes are written in headers and addresses.
import Platforms
import Testing

@Suite("Codings")
struct CodingTests {
  @Test("what is no letter, digit or one of four marks is encoded, and a plus of a form is a blank")
  func percent() {
    #expect(PercentCoding.encoded("a-b._~ +/ä€") == "a-b._~%20%2B%2F%C3%A4%E2%82%AC")
    #expect(PercentCoding.encoded("/a b", keeping: "/") == "/a%20b")
    #expect(PercentCoding.decoded("a+b%2Bc%2fd%C3%A4") == "a b+c/dä")
    #expect(PercentCoding.decoded("100%, %zz") == "100%, %zz")
    #expect(PercentCoding.query([("page_info", "a=b&c"), ("limit", "5")]) == "page_info=a%3Db%26c&limit=5")
    let parameters = PercentCoding.parameters("a=1&b=&c&d=x%26y=z")
    #expect(parameters.map(\.name) == ["a", "b", "c", "d"] && parameters.map(\.value) == ["1", "", "", "x&y=z"])
  }
}
