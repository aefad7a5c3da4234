/// Codes of HMAC-SHA256 are those of other people's programs.
import Testing

@testable import Privacy

@Suite("Codes")
struct CodeTests {
  @Test("the vectors of Project Wycheproof for HMAC-SHA256 pass, and invalid codes are told")
  func wycheproof() throws {
    var count = 0
    for group in try Vectors.groups("hmac_sha256_test.json") {
      for vector in group.tests {
        let message = Vectors.bytes(vector.msg)
        let code = Array(MessageCode(key: Vectors.bytes(vector.key)).code(message.span)).prefix(group.tagSize / 8)
        #expect((Array(code) == Vectors.bytes(vector.tag)) == (vector.result == "valid"), "\(vector.tcId)")
        count += 1
      }
    }
    #expect(count == 174)
  }
}
