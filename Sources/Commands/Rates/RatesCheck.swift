import ArgumentParser
import Commerce
import Pipeline
import Reports
import Tax
import Transform

/// `rates check`: whether a business's own table of rates can be used.
struct RatesCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check a table of own rates: all mistakes at once, each with its line.",
    discussion: """
      The table has the columns country, category, rate, valid_from and valid_to, and may have source, confidence and \
      scope_note; its rows take the place of the program's rates of the same territory and category on their days.
      """)

  @Argument(help: "The table, as CSV.")
  var file: String

  @OptionGroup var rows: RowOptions

  mutating func run() throws {
    var answer = AnswerTable(header: ["line", "problem"])
    let table = try OwnTable.read(file, .ofDisk)
    let format = rows.format ?? .text
    var count = 0
    do throws(TableFaults) { count = try OwnRates(table).count } catch {
      answer.rows = error.all.map { [String($0.line), $0.sentence] }
    }
    if format == .text, answer.rows.isEmpty {
      return try StandardOutput.write("\(file): \(count) rates, nothing is wrong\n")
    }
    try answer.print(as: format)
    if !answer.rows.isEmpty { throw Stop(exit: .definitionInvalid) }
  }
}

extension NumberedTable {
  /// What `read` makes of the table, which is the file at `path`.
  ///
  /// - Throws: ``Stop`` after everything that is wrong with it was shown.
  func checked<Value>(_ path: String, _ read: (NumberedTable) throws(TableFaults) -> Value) throws -> Value {
    do throws(TableFaults) {
      return try read(self)
    } catch {
      for fault in error.all { Messages.line("\(path):\(fault.line): \(fault.sentence)") }
      throw Stop(exit: .definitionInvalid)
    }
  }
}
