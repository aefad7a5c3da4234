/// The reader of the tables that are compiled into the program.
import Commerce
import Testing

@Suite struct EmbeddedTableTests {
  @Test("Quotes, doubled quotes, commas and line breaks within quotes are read")
  func quotes() {
    let table = EmbeddedTable(Array("a,b\n\"x,\"\"y\"\"\",\"1\n2\"\r\nlast,\n".utf8))
    #expect(table.header == ["a", "b"])
    #expect(table.rows == [["x,\"y\"", "1\n2"], ["last", ""]])
    #expect(table.column("b") == ["1\n2", ""])
    #expect(table.column("c") == [])
  }

  @Test("A last line without a line break counts; rows of another width are left out")
  func edges() {
    #expect(EmbeddedTable(Array("a,b\n1,2".utf8)).rows == [["1", "2"]])
    #expect(EmbeddedTable(Array("a,b\n1\n1,2,3\n4,5\n".utf8)).rows == [["4", "5"]])
    #expect(EmbeddedTable([]).rows == [])
  }
}
