/// Bytes as text.
import Formats
import Testing

@Suite("Base64")
struct Base64Tests {
  @Test("Base64 in both directions, as RFC 4648 has it")
  func base64() {
    for (plain, text) in [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy"),
    ] {
      #expect(Base64.encode(plain.utf8) == text && Base64.decode(text) == Array(plain.utf8))
    }
    for text in ["Zg", "Zg=", "Z===", "Zm9v=", "Zm 9v", "Zm8=Zg=="] { #expect(Base64.decode(text) == nil, "\(text)") }
  }
}
