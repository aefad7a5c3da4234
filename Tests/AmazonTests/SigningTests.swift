/// Signatures of Amazon Web Services, held against the vectors of its published test suite.
import HTTPTypes
import Platforms
import Testing

@testable import Amazon

@Suite("Signatures")
struct SigningTests {
  private let signing = RequestSigning(
    keyID: "AKIDEXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", region: "us-east-1", service: "service"
  )

  @Test(
    "The vectors of aws-sig-v4-test-suite",
    arguments: [
      ("GET", "/", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
      ("POST", "/", "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
      (
        "GET", "/", "Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"
      ),
      ("GET", "/\u{1234}", "", "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"),
    ])
  func vectors(method: String, path: String, query: String, signature: String) {
    let header = signing.authorization(
      method: method, path: path, query: QueryText(parsing: query),
      headers: [("Host", "example.amazonaws.com"), ("X-Amz-Date", "20150830T123600Z")], body: [],
      time: "20150830T123600Z")
    #expect(
      header
        == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
        + "SignedHeaders=host;x-amz-date, Signature=\(signature)")
  }

  @Test("Requests are signed only where the store asks for it")
  func setting() async throws {
    let transport = Recorded { _, _ in .json(#"{"payload":{"Orders":[]}}"#) }
    for (signature, isSigned) in [("none", false), ("aws4", true)] {
      var access = StoreAccess.recorded(transport, ["signature": signature, "refunds": "none"])
      access.secrets["aws_access_key_id"] = Secret("AKIDEXAMPLE")
      access.secrets["aws_secret_access_key"] = Secret("aws-secret")
      var pull = try await AmazonAdapter(access).pull(.orders, window: PullWindow(), columns: [], from: nil)
      _ = try await pull.next()
      let fields = try #require(transport.log.last?.head.headerFields)
      #expect((fields[.authorization] != nil) == isSigned)
      if isSigned {
        #expect(fields[.authorization]?.contains("/20251124/us-east-1/execute-api/aws4_request") == true)
        #expect(fields[.authorization]?.contains("aws-secret") == false)
      }
    }
  }

  @Test("A store that asks for signatures needs the keys")
  func missingKeys() async throws {
    let adapter = try AmazonAdapter(.recorded(Recorded { _, _ in .json("{}") }, ["signature": "aws4"]))
    let failure = await #expect(throws: PlatformFailure.self) { _ = try await adapter.connect() }
    #expect(failure?.kind == .missingSecret)
  }
}
