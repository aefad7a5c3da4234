/// The published JSONTestSuite, read as payloads.
import Formats
import Testing

@Suite struct PayloadConformanceTests {
  static let names = JSONTestSuiteTests.names
  static let transformed = Fixture.names(in: "JSONTestSuite/transform", suffix: ".json")

  /// What the standard leaves to the reader: numbers of any size are text and are read, text must be UTF-8 (with or
  /// without its mark) and free of halves of surrogate pairs.
  static let readThough: Set<String> = [
    "i_number_double_huge_neg_exp.json", "i_number_huge_exp.json", "i_number_neg_int_huge_exp.json",
    "i_number_pos_double_huge_exp.json", "i_number_real_neg_overflow.json", "i_number_real_pos_overflow.json",
    "i_number_real_underflow.json", "i_number_too_big_neg_int.json", "i_number_too_big_pos_int.json",
    "i_number_very_big_negative_int.json", "i_structure_500_nested_arrays.json",
    "i_structure_UTF-8_BOM_empty_object.json",
  ]

  @Test("Valid JSON is read", arguments: names.filter { $0.hasPrefix("y_") })
  func accepts(name: String) throws {
    let payload = try JSONPayload(try Fixture.bytes("JSONTestSuite/\(name)"))
    var limits = JSONText.Limits()
    limits.depth = JSONPayload.depthMax
    #expect(payload.tree(payload.root) == Tree(try #require(JSONText.read(payload.bytes, limits: limits).root)))
  }

  @Test("Anything else is refused at a byte", arguments: names.filter { $0.hasPrefix("n_") })
  func refuses(name: String) throws {
    let bytes = try Fixture.bytes("JSONTestSuite/\(name)")
    let error = #expect(throws: FormatError.self) { try JSONPayload(bytes) }
    let byte = try #require(error?.byte)
    #expect(byte <= bytes.count)
    #expect([.empty, .jsonMalformed, .jsonTruncated, .jsonNotText].contains(error?.code))
  }

  @Test("What the standard leaves open is decided", arguments: names.filter { $0.hasPrefix("i_") })
  func decides(name: String) throws {
    let bytes = try Fixture.bytes("JSONTestSuite/\(name)")
    if Self.readThough.contains(name) {
      _ = try JSONPayload(bytes)
    } else {
      let error = #expect(throws: FormatError.self) { try JSONPayload(bytes) }
      #expect(error?.code == .jsonNotText || error?.code == .jsonMalformed || error?.code == .jsonTruncated)
    }
  }

  @Test("What readers are known to change is left as it is", arguments: transformed)
  func transforms(name: String) throws {
    let bytes = try Fixture.bytes("JSONTestSuite/transform/\(name)")
    if name.contains("invalid_codepoint") {
      let code = name.contains("escaped") ? FormatError.Code.jsonMalformed : .jsonNotText
      let error = #expect(throws: FormatError.self) { try JSONPayload(bytes) }
      #expect(error?.code == code && error?.byte == 2)
      return
    }
    let payload = try JSONPayload(bytes)
    if name.hasPrefix("number_") {
      let number = try #require(payload.elements(of: payload.root).map { payload.string($0) }.first)
      #expect("[\(number)]" == String(decoding: bytes, as: UTF8.self).filter { !$0.isNewline })
    } else if name.hasPrefix("object_same_key") {
      let last = ["different": "2", "same": "1", "unclear": "-0"]
      let word = try #require(name.split(separator: "_").dropFirst(3).first)
      #expect(payload.string(payload["a", in: payload.root]) == last[String(word)])
      #expect(payload.members(of: payload.root).map { payload.string($0.key) } == ["a", "a"])
    } else if name.hasPrefix("object_key_nf") {
      // Two spellings of é are two names: names are bytes.
      let keys = JSONKeys(["\u{E9}", "e\u{301}"].map { String($0) })
      var fields: [JSONElement?] = []
      payload.read(payload.root, keys, into: &fields)
      #expect(fields.map { payload.string($0) } == ["NFC", "NFD"])
    } else {
      #expect(payload.elements(of: payload.root).map { payload.string($0) } == ["A\0B"])
    }
  }

  @Test("A hundred thousand brackets are refused by their depth", arguments: ["[", "[{\"\":"])
  func depth(opening: String) {
    let error = #expect(throws: FormatError.self) {
      try JSONPayload([UInt8](String(repeating: opening, count: 100_000).utf8))
    }
    #expect(error?.code == .jsonLimit)
  }

  @Test("The suite is complete")
  func complete() {
    #expect(Self.names.filter { $0.hasPrefix("i_") }.count == 35)
    #expect(Self.transformed.count == 22)
  }
}
