/// Tables for terminals.
import Testing

@testable import Reports

@Suite struct TableTextTests {
  private let columns = [TableText.Column("store"), .init("title"), .init("net", isNumber: true)]

  @Test("numbers stand to the right, text to the left, nothing behind the last word")
  func aligned() {
    let text = TableText(columns: columns, rows: [["a", "one", "-1.50"], ["shop", "", "1000.00"]]).rendered()
    #expect(
      text == """
        store  title      net
        -----  -----  -------
        a      one      -1.50
        shop          1000.00

        """)
  }

  @Test("the longest text gives way so that the table keeps within its width; numbers never do")
  func narrow() {
    let rows = [["shop", "a title that is much too long", "123456789.00"]]
    let text = TableText(columns: columns, rows: rows).rendered(width: 34)
    #expect(text.split(separator: "\n").map(\.count).max() == 34)
    #expect(text.contains("a title that…"))
    #expect(text.contains("123456789.00"))
  }

  @Test("a table that cannot be made to fit is left whole")
  func wide() {
    let rows = [["shop", "a title that is much too long", "123456789.00"]]
    let table = TableText(columns: columns, rows: rows)
    #expect(table.rendered(width: 20) == table.rendered(width: 200))
  }

  @Test("a column of numbers under a plain header stands to the right")
  func plainHeader() {
    let text = TableText(
      header: ["run", "started", "lines"], rows: [["9", "2011-01-01T00:00:00Z", ""], ["10", "", "5"]])
    #expect(
      text.rendered() == """
        run  started               lines
        ---  --------------------  -----
          9  2011-01-01T00:00:00Z
         10                            5

        """)
  }

  @Test("control characters of a source never reach the terminal")
  func harmless() {
    let text = TableText(columns: columns, rows: [["\u{1B}[2J", "a\nb\tc", "1"]]).rendered()
    #expect(text.contains("\u{FFFD}[2J"))
    #expect(text.contains("a\u{FFFD}b\u{FFFD}c"))
    #expect(!text.unicodeScalars.contains("\u{1B}"))
  }

  @Test("a table without rows still shows its headers")
  func empty() {
    #expect(TableText(columns: columns, rows: []).rendered() == "store  title  net\n-----  -----  ---\n")
  }
}
