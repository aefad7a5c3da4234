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

  @Test("a sentence that is too wide goes on below, broken between words; numbers never do")
  func narrow() {
    let rows = [["shop", "a title that is much too long", "123456789.00"], ["other", "short", "1.00"]]
    #expect(
      TableText(columns: columns, rows: rows).rendered(width: 34) == """
        store  title                   net
        -----  -------------  ------------
        shop   a title that   123456789.00
               is much too
               long
        other  short                  1.00

        """)
  }

  @Test("what tells rows apart stays whole: a long word breaks only behind sentences, and the first column never")
  func words() {
    let table = TableText(
      header: ["sku", "name", "field", "value"],
      rows: [
        ["HANDBOOK-2ND-EDITION-RED", "Handbook, second edition", "name", "Handbook of shops, second edition"],
        ["HANDBOOK-2ND-EDITION-BLUE", "Handbook, second edition", "image", "https://shop.example/images/handbook.png"],
      ])
    #expect(
      table.rendered(width: 80) == """
        sku                        name          field  value
        -------------------------  ------------  -----  --------------------------------
        HANDBOOK-2ND-EDITION-RED   Handbook,     name   Handbook of shops, second
                                   second               edition
                                   edition
        HANDBOOK-2ND-EDITION-BLUE  Handbook,     image  https://shop.example/images/
                                   second               handbook.png
                                   edition

        """)
  }

  @Test("a table that cannot be made to fit is told row by row, without what is empty, and nothing is cut")
  func wide() {
    let rows = [["shop", "a title that is much too long", "123456789.00"], ["other", "", "1.00"]]
    #expect(
      TableText(columns: columns, rows: rows).rendered(width: 20) == """
        store  shop
        title  a title that
               is much too
               long
        net    123456789.00

        store  other
        net    1.00

        """)
    #expect(TableText(columns: columns, rows: []).rendered(width: 10) == "store\ntitle  net\n")
  }

  @Test("no table is wider than the terminal, and every character of it is there")
  func complete() {
    let rows = (1...40).map { row in (1...9).map { String(repeating: "word\(row) x", count: row * $0 % 7) } }
    let table = TableText(header: (1...9).map { "column\($0)" }, rows: rows)
    for width in [40, 80, 100, 200, 400] {
      let text = table.rendered(width: width)
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= width }, "\(width)")
      #expect(text.count { $0 == "x" } == rows.joined().joined().count { $0 == "x" }, "\(width)")
    }
  }

  @Test("sentences are wrapped under themselves, and lines that fit are left as they are")
  func sentences() {
    #expect(
      WrappedText.text("  = help: look at it in the shop, then run it again\nshort\n", width: 30)
        == "  = help: look at it in the\n    shop, then run it again\nshort\n")
    let long = "https://shop.example/a/path/that/is/to/be/copied/whole"
    #expect(WrappedText.text(long, width: 20) == long)
    #expect(WrappedText.text("see \(long)", width: 20) == "see\n  \(long)")
    #expect(WrappedText.text("a line", width: .max) == "a line")
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
