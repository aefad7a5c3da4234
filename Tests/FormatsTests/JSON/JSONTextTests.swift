/// Places, problems and writing of JSON.
import Formats
import Testing

@Suite struct JSONTextTests {
  func read(_ text: String, _ limits: JSONText.Limits = JSONText.Limits()) -> JSONText.Outcome {
    JSONText.read(Array(text.utf8), limits: limits)
  }

  @Test("Values and names know their line, column and bytes, counted in characters")
  func places() throws {
    let root = try JSONText.parse(Array("{\n  \"naïve\": [1, \"é\", -2.50e+1],\r\n\t\"b\": null\n}".utf8))
    let first = try #require(root.members?.first)
    #expect(first.keyPlace == TextPlace(line: 2, column: 3, bytes: 4..<12))
    #expect(first.value.place == TextPlace(line: 2, column: 12, bytes: 14..<33))
    let elements = try #require(first.value.elements)
    #expect(elements[1].place == TextPlace(line: 2, column: 16, bytes: 18..<22))
    #expect(elements[2].place == TextPlace(line: 2, column: 21, bytes: 24..<32))
    #expect(elements[2].number == "-2.50e+1")
    #expect(root["b"]?.place.line == 3)
    #expect(root["b"]?.place.column == 7)
  }

  @Test("All names that come twice are reported, at any depth, and the first is named")
  func duplicates() {
    let outcome = read("{\"a\": 1, \"b\": {\"c\": 1,\n\"c\": 2}, \"a\": 3, \"\\u0061\": 4}")
    #expect(outcome.problems.map(\.code) == [.duplicateKey, .duplicateKey, .duplicateKey])
    #expect(outcome.problems.map(\.place.line) == [2, 2, 2])
    #expect(outcome.problems[0].message == "'c' stands here twice, first on line 1")
    #expect(outcome.root != nil)
  }

  @Test("Mistakes whose meaning is plain are reported together")
  func recovers() {
    let outcome = read("{\"a\": [1, 2,], \"b\": 01 \"c\": \"x\\q\ty\"}")
    #expect(outcome.problems.map(\.code) == [.trailingComma, .number, .missingComma, .escape, .controlCharacter])
    #expect(outcome.root?["c"] != nil)
  }

  @Test(
    "The first mistake whose meaning is not plain is reported with its place",
    arguments: [
      ("", JSONProblem.Code.empty, 1, 1), (" \n", .empty, 2, 1), ("{\"a\" 1}", .unexpected, 1, 6),
      ("{a: 1}", .unexpected, 1, 2), ("[1 2]", .unexpected, 1, 4), ("[1", .unfinished, 1, 3),
      ("{\"a\": \"x\n\"}", .unfinished, 1, 7), ("[1.]", .number, 1, 4), ("{\"a\": tru}", .unexpected, 1, 7),
      ("{} x", .unexpected, 1, 4), ("[// no\n1]", .unexpected, 1, 2), ("['a']", .unexpected, 1, 2),
      ("[\"\\ud800\"]", .escape, 1, 3), ("[NaN]", .unexpected, 1, 2),
    ])
  func problems(text: String, code: JSONProblem.Code, line: Int, column: Int) throws {
    let problem = try #require(read(text).problems.first)
    #expect(problem.code == code)
    #expect(problem.place.line == line)
    #expect(problem.place.column == column)
    #expect(throws: problem) { try JSONText.parse(Array(text.utf8)) }
  }

  @Test("Depth and size are limited")
  func limits() {
    let deep = { (count: Int) in String(repeating: "[", count: count) + String(repeating: "]", count: count) }
    #expect(read(deep(64)).problems == [])
    #expect(read(deep(65)).problems.map(\.code) == [.depth])
    var small = JSONText.Limits()
    small.bytes = 4
    #expect(read("[1, 2]", small).problems.map(\.code) == [.size])
  }

  @Test("Escapes are undone, surrogate pairs included")
  func escapes() throws {
    let node = try JSONText.parse(Array(#""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00\u0000""#.utf8))
    #expect(node.string == "\"\\/\u{8}\u{c}\n\r\té😀\0")
  }

  @Test("A byte order mark is passed over, invalid UTF-8 is refused at its byte")
  func encoding() {
    #expect(JSONText.read([0xEF, 0xBB, 0xBF] + Array("[]".utf8)).problems == [])
    let problem = JSONText.read(Array("[\"a".utf8) + [0xE9] + Array("\"]".utf8)).problems.first
    #expect(problem?.code == .encoding)
    #expect(problem?.place == TextPlace(line: 1, column: 4, bytes: 3..<4))
  }

  @Test("The writer keeps the order of members and escapes what must be")
  func writes() throws {
    var writer = JSONWriter()
    writer.object { object in
      object.key("z")
      object.integer(.min)
      object.key("a\"\\")
      object.array { array in
        array.decimal(-5, exponent: 2)
        array.decimal(123_456, exponent: 3)
        array.decimal(0, exponent: 2)
        array.string("\u{1}\n\t\u{7f}é😀/")
        array.bool(true)
        array.null()
        array.object { _ in }
        array.array { _ in }
      }
    }
    writer.endLine()
    let expected =
      #"{"z":-9223372036854775808,"a\"\\":[-0.05,123.456,0.00,"\u0001\n\t\u007fé😀/",true,null,{},[]]}"# + "\n"
    let bytes = writer.takeBytes()
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
    #expect(JSONText.read(bytes).problems == [])
    #expect(writer.bytes.isEmpty)
  }

  @Test("Indented output puts each member on a line of its own")
  func indented() {
    var writer = JSONWriter(.indented)
    writer.object { object in
      object.key("a")
      object.array { $0.integer(1) }
      object.key("b")
      object.object { _ in }
    }
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "{\n  \"a\": [\n    1\n  ],\n  \"b\": {}\n}")
  }

  @Test("What was read is written back byte for byte, numbers included")
  func roundTrip() throws {
    let text = #"{"b":[1.10,2E+5,-0],"a":{"x":"é\n"},"c":null}"#
    var writer = JSONWriter()
    writer.node(try JSONText.parse(Array(text.utf8)))
    #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
  }
}
