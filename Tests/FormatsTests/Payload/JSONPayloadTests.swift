/// Payloads: values, their bytes, their text, and what is wrong with those that are none.
import Columns
import Formats
import Testing

@Suite struct JSONPayloadTests {
  func payload(_ text: String) throws(FormatError) -> JSONPayload { try JSONPayload(Array(text.utf8)) }

  /// The bytes of a value, as text.
  func source(_ payload: JSONPayload, _ element: JSONElement?) -> String {
    String(decoding: payload.bytes[payload.range(element).indices], as: UTF8.self)
  }

  @Test("Values of every kind stand at their bytes")
  func kinds() throws {
    let text =
      #" {"id": 450789469, "name" : "N1001", "tags": [], "paid": true, "note":null, "price": {"amount": "1.50"}} "#
    let payload = try payload(text)
    let members = payload.members(of: payload.root).map { ($0.key, $0.value) }
    #expect(members.map { source(payload, $0.0) } == ["id", "name", "tags", "paid", "note", "price"])
    #expect(members.map { payload.kind($0.1) } == [.number, .string, .array, .bool, .null, .object])
    #expect(members.map { payload.kind($0.0) } == Array(repeating: .string, count: 6))
    #expect(
      members.map { source(payload, $0.1) } == ["450789469", "N1001", "[]", "true", "", #"{"amount": "1.50"}"#])
    #expect(payload.range(members[4].1).count == 4 && payload.range(members[4].1 as JSONElement?).isEmpty)
    #expect(payload.isTrue(members[3].1) && !payload.isTrue(members[1].1))
    #expect(payload.isNull(members[4].1) && payload.isNull(nil) && !payload.isNull(members[0].1))
    #expect(source(payload, payload.root) == text.dropFirst().dropLast())
    #expect(source(payload, payload["amount", in: payload["price", in: payload.root]]) == "1.50")
    #expect(payload["amount", in: payload.root] == nil)
  }

  @Test("Arrays and objects within each other are walked without going into them")
  func nesting() throws {
    let payload = try payload(#"[[1,[2,{"a":[3]}]],{},[],"x",{"b":{"c":[[]]},"d":4}]"#)
    let elements = Array(payload.elements(of: payload.root))
    #expect(
      elements.map { source(payload, $0) } == [#"[1,[2,{"a":[3]}]]"#, "{}", "[]", "x", #"{"b":{"c":[[]]},"d":4}"#])
    #expect(payload.elements(of: elements[0]).map { source(payload, $0) } == ["1", #"[2,{"a":[3]}]"#])
    #expect(payload.members(of: elements[4]).map { source(payload, $0.value) } == [#"{"c":[[]]}"#, "4"])
    // Anything else holds nothing.
    #expect(payload.elements(of: elements[4]).map { $0 }.isEmpty && payload.elements(of: nil).map { $0 }.isEmpty)
    #expect(payload.members(of: elements[0]).map { $0 }.isEmpty && payload.members(of: elements[3]).map { $0 }.isEmpty)
  }

  @Test("Text without escapes stays where it is; escapes are undone behind it")
  func text() throws {
    let payload = try payload(
      #"["plain é", "a\"\\\/\b\f\n\r\tz", "\u00e9\uD83D\uDE00\u0000\u20AC", 1.0, null, false, ""]"#)
    var arena = TextArena(bytes: payload.bytes)
    let ranges = payload.elements(of: payload.root).map { payload.text($0, in: &arena) }
    #expect(
      ranges.map { arena.string($0) }
        == ["plain é", "a\"\\/\u{8}\u{c}\n\r\tz", "é😀\0€", "1.0", "", "false", ""])
    #expect(
      payload.elements(of: payload.root).map(payload.isEscaped) == [false, true, true, false, false, false, false])
    #expect(ranges.filter { Int($0.start) >= payload.bytes.count }.count == 2)
    #expect(payload.elements(of: payload.root).map { payload.string($0) } == ranges.map { arena.string($0) })
  }

  @Test("Known names are found in one pass, unknown ones are told, the last of two counts")
  func keys() throws {
    let payload = try payload(#"{"a":1,"total_price":2,"":3,"b\u0061r":4,"new":5,"total_price":6,"total_prices":7}"#)
    let keys = JSONKeys(["total_price", "a", "missing", "bar", ""])
    var fields: [JSONElement?] = [nil]
    var unknown: [String] = []
    payload.read(payload.root, keys, into: &fields) { unknown.append(payload.string($0)) }
    #expect(fields.map { source(payload, $0) } == ["6", "1", "", "4", "3"])
    #expect(fields[2] == nil)
    #expect(unknown == ["new", "total_prices"])
    #expect(source(payload, payload["total_price", in: payload.root]) == "6")
    payload.read(fields[0], keys, into: &fields)
    #expect(fields == Array(repeating: nil, count: 5))
  }

  @Test("Numbers keep every digit")
  func numbers() throws {
    let numbers = ["-0", "0.10", "1E400", "1e-7", "-12.50e+03", String(repeating: "9", count: 5_000) + ".25"]
    let payload = try payload("[" + numbers.joined(separator: " ,\n") + "]")
    #expect(payload.elements(of: payload.root).map { source(payload, $0) } == numbers)
  }

  @Test(
    "The first byte that is wrong is named",
    arguments: [
      ("", FormatError.Code.empty, 0), (" \n", .empty, 2), ("\u{FEFF}", .empty, 3), ("{\"a\" 1}", .jsonMalformed, 5),
      ("{a: 1}", .jsonMalformed, 1), ("[1 2]", .jsonMalformed, 3), ("[1", .jsonTruncated, 2),
      ("[1,]", .jsonMalformed, 3),
      ("{\"a\":1,}", .jsonMalformed, 7), ("[1.]", .jsonMalformed, 3), ("[01]", .jsonMalformed, 3),
      ("{\"a\": tru}", .jsonMalformed, 6), ("tru", .jsonTruncated, 3), ("{} x", .jsonMalformed, 3),
      ("{}{}", .jsonMalformed, 2), ("[\"a\"\"b\"]", .jsonMalformed, 4), ("[\"\\ud800\"]", .jsonMalformed, 2),
      ("[\"\\udc00\"]", .jsonMalformed, 2), ("[\"\\ud800\\u0041\"]", .jsonMalformed, 2),
      ("[\"\\x\"]", .jsonMalformed, 2),
      ("[\"\\u12g4\"]", .jsonMalformed, 6), ("[\"a\nb\"]", .jsonMalformed, 3), ("[\"a\0b\"]", .jsonMalformed, 3),
      ("[1]\0", .jsonMalformed, 3), ("[1\0]", .jsonMalformed, 2), ("[NaN]", .jsonMalformed, 1),
      ("[-]", .jsonMalformed, 2), ("[1e]", .jsonMalformed, 3), ("[1x]", .jsonMalformed, 2),
      ("[truex]", .jsonMalformed, 5),
      ("[\"a", .jsonTruncated, 3), ("]", .jsonMalformed, 0), ("[}", .jsonMalformed, 1), ("<html>", .jsonMalformed, 0),
    ])
  func faults(text: String, code: FormatError.Code, byte: Int) {
    let error = #expect(throws: FormatError.self) { try payload(text) }
    #expect(error?.code == code && error?.byte == byte && error?.line == nil, "\(String(describing: error))")
  }

  @Test("Bytes that are no UTF-8 are refused where they stand")
  func encoding() {
    for bad: [UInt8] in [[0xE9], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]] {
      let error = #expect(throws: FormatError.self) { try JSONPayload(Array("[\"a".utf8) + bad + Array("\"]".utf8)) }
      #expect(error?.code == .jsonNotText && error?.byte == 3)
    }
  }

  @Test("A byte order mark before the text is passed over, and places count it")
  func byteOrderMark() throws {
    let payload = try payload("\u{FEFF}[\"é\", {}]")
    #expect(payload.elements(of: payload.root).map { source(payload, $0) } == ["é", "{}"])
    #expect(payload.range(payload.root) == TextRange(start: 3, count: 10))
  }

  @Test("Depth is limited")
  func depth() throws {
    let deep = { (count: Int) in String(repeating: "[", count: count) + String(repeating: "]", count: count) }
    _ = try payload(deep(JSONPayload.depthMax))
    let error = #expect(throws: FormatError.self) { try payload(deep(JSONPayload.depthMax + 1)) }
    #expect(error?.code == .jsonLimit && error?.byte == JSONPayload.depthMax)
  }
}
