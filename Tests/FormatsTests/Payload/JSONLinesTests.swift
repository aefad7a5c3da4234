/// JSON Lines: a document on each line of one body.
import Columns
import Formats
import Testing

@Suite struct JSONLinesTests {
  func documents(_ text: String) throws(FormatError) -> [String] {
    var parser = JSONPayloadParser()
    let payload = try parser.parse(lines: Array(text.utf8))
    #expect(payload.kind(payload.root) == .array)
    return payload.elements(of: payload.root).map {
      String(decoding: payload.bytes[payload.range($0).indices], as: UTF8.self)
    }
  }

  @Test(
    "Each line is a document, with either line break, with or without a last one, empty lines aside",
    arguments: [
      ("{\"a\":1}\n{\"b\":[2]}\n", ["{\"a\":1}", "{\"b\":[2]}"]), ("1\r\n2\r\n\r\n\n[ ]", ["1", "2", "[ ]"]),
      ("\u{FEFF}{}\n{}", ["{}", "{}"]), ("", []), ("\n\r\n", []), ("null", ["null"]), ("\n\"x\"", ["\"x\""]),
    ])
  func lines(text: String, expected: [String]) throws {
    #expect(try documents(text) == expected.map { $0 == "\"x\"" ? "x" : $0 })
  }

  @Test(
    "A line that is wrong is named",
    arguments: [
      ("{}\n{} {}", FormatError.Code.jsonMalformed, 2, 6), ("{}\n[1\n{}", .jsonMalformed, 3, 6),
      ("{}\n{\"a", .jsonTruncated, 2, 6), ("{}{}", .jsonMalformed, 1, 2), ("1\n\"a\nb\"", .jsonMalformed, 2, 4),
      ("1,\n2", .jsonMalformed, 1, 1),
    ])
  func faults(text: String, code: FormatError.Code, line: Int, byte: Int) {
    let error = #expect(throws: FormatError.self) { try documents(text) }
    #expect(error?.code == code && error?.line == line && error?.byte == byte, "\(String(describing: error))")
  }
}
