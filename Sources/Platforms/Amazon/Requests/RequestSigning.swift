/// Signature version 4 of Amazon Web Services, as the interface demanded it until October 2023 and ignores it since.
///
/// Source: "Signature Version 4 signing process" of the AWS reference; checked with the vectors of its test suite.
import Crypto
import Platforms

struct RequestSigning: Sendable {
  /// The id of the key.
  var keyID: String
  /// The key itself, which never leaves this value but as a signature.
  var secretKey: String
  /// The region that the signature names, such as `eu-west-1`.
  var region: String
  /// The service that the signature names.
  var service = "execute-api"

  /// The value of the header `Authorization`.
  ///
  /// - Parameters:
  ///   - headers: the headers that are signed, `host` and `x-amz-date` among them.
  ///   - time: the time of signing as `yyyyMMdd'T'HHmmss'Z'`, the same as in `x-amz-date`.
  func authorization(
    method: String, path: String, query: QueryText, headers: [(name: String, value: String)], body: [UInt8],
    time: String
  ) -> String {
    let sorted = headers.map { (name: $0.name.lowercased(), value: Self.trimmed($0.value)) }.sorted {
      $0.name < $1.name
    }
    let names = sorted.map(\.name).joined(separator: ";")
    let parameters = query.items.map { (PercentCoding.encoded($0.name), PercentCoding.encoded($0.value)) }.sorted {
      $0 < $1
    }
    let request = [
      method, PercentCoding.encoded(path, keeping: "/"), parameters.map { "\($0.0)=\($0.1)" }.joined(separator: "&"),
      sorted.map { "\($0.name):\($0.value)\n" }.joined(), names, Self.hexadecimal(SHA256.hash(data: body)),
    ].joined(separator: "\n")
    let scope = "\(time.prefix(8))/\(region)/\(service)/aws4_request"
    let text = "AWS4-HMAC-SHA256\n\(time)\n\(scope)\n\(Self.hexadecimal(SHA256.hash(data: Array(request.utf8))))"
    var key = SymmetricKey(data: Array("AWS4\(secretKey)".utf8))
    for part in [String(time.prefix(8)), region, service, "aws4_request"] {
      key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key))
    }
    let signature = Self.hexadecimal(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
    return "AWS4-HMAC-SHA256 Credential=\(keyID)/\(scope), SignedHeaders=\(names), Signature=\(signature)"
  }

  private static func trimmed(_ value: String) -> String {
    value.split(separator: " ").joined(separator: " ")
  }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
