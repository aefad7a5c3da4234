/// How diagnostics are laid out in a terminal and written for programs.
import Pipeline
import Testing

@Suite("Rendering diagnostics")
struct RendererTests {
  private func diagnostic(_ source: String, _ marked: String) throws -> Diagnostic {
    let bytes = Array(source.utf8)
    let needle = Array(marked.utf8)
    let start = try #require(
      (0...bytes.count - needle.count).first { bytes[$0..<$0 + needle.count].elementsEqual(needle) })
    let place = Place(
      text: DefinitionText(bytes, file: "a.json"), range: start..<start + needle.count, pointer: "/a")
    return Diagnostic(.unknownName, at: place, "unknown", help: "")
  }

  private func excerpt(_ diagnostic: Diagnostic, width: Int = 80) -> [String] {
    let lines = DiagnosticRenderer(width: width).render(diagnostic).split(separator: "\n").map(String.init)
    return Array(lines[3...4])
  }

  @Test("The caret stands under characters that take no, one or two columns")
  func wide() throws {
    #expect(try excerpt(diagnostic("\"日本\": \"x\"", "\"x\"")) == ["1 | \"日本\": \"x\"", "  |         ^^^"])
    #expect(try excerpt(diagnostic("\"e\u{301}\": \"é\"", "\"é\"")) == ["1 | \"e\u{301}\": \"é\"", "  |      ^^^"])
    #expect(try excerpt(diagnostic("\t\t\"x\"", "\"x\"")) == ["1 |   \"x\"", "  |   ^^^"])
  }

  @Test("Columns count characters, lines end with LF or CRLF")
  func position() throws {
    let found = try diagnostic("{\r\n\"日本\": \"x\"\r\n}", "\"x\"")
    #expect([found.line, found.column, found.byteLength] == [2, 7, 3])
    #expect(found.lineText == "\"日本\": \"x\"")
  }

  @Test("A long line is cut around the caret and never wider than the terminal", arguments: [40, 60, 80, 132])
  func cut(width: Int) throws {
    let long = String(repeating: "a", count: 200) + "MARK" + String(repeating: "日", count: 100)
    let lines = try excerpt(diagnostic(long, "MARK"), width: width)
    let caret = try #require(lines[1].firstIndex(of: "^"))
    let column = lines[1].distance(from: lines[1].startIndex, to: caret)
    #expect(String(lines[0].dropFirst(column).prefix(4)) == "MARK")
    #expect(lines[0].reduce(0) { $0 + ($1 == "日" ? 2 : 1) } <= width)
    #expect(lines[0].contains("…"))
  }

  @Test("A failure is wrapped between words, its help under its help")
  func failure() {
    let failure = RunFailure(
      "E7103", .schemaDrift, "orders.csv lacks a column, and \u{1B}[2Jthis is said at length",
      remedy: "export it again with all columns")
    #expect(
      DiagnosticRenderer(width: 40).render(failure) == """
        error[E7103]: orders.csv lacks a column,
          and \u{FFFD}[2Jthis is said at length
          = help: export it again with all
                  columns

        """)
    #expect(DiagnosticRenderer(width: .max).render(failure).split(separator: "\n").count == 2)
  }

  @Test("A caret under a value of many lines ends with the first")
  func manyLines() throws {
    #expect(try excerpt(diagnostic("  {\n  }", "{\n  }")) == ["1 |   {", "  |   ^"])
  }

  @Test("Colours are only added, and control characters of a file do not reach the terminal")
  func colors() throws {
    var found = try diagnostic("\"a\u{1B}[2J\"", "a\u{1B}[2J")
    found.message = "unknown \u{1B}[2J"
    let plain = DiagnosticRenderer().render(found)
    #expect(!plain.unicodeScalars.contains("\u{1B}"))
    let colored = DiagnosticRenderer(isColored: true).render(found)
    #expect(colored.hasPrefix("\u{1B}[1;31merror[E3110]\u{1B}[0m: unknown"))
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test("Programs get every field as JSON")
  func json() throws {
    var found = try diagnostic("\"a\": 1", "\"a\"")
    found.allowed = ["b", "\"\u{1}"]
    found.suggestion = "b"
    #expect(
      DiagnosticRenderer().json([found])
        == #"[{"code":"E3110","severity":"error","message":"unknown","file":"a.json","line":1,"column":1,"#
        + #""pointer":"/a","suggestions":["b"],"allowed":["b","\"\u0001"],"remedy":""}]"# + "\n")
    #expect(DiagnosticRenderer().json([]) == "[]\n")
  }
}
