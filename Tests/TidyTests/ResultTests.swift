/// Every command that tells something tells it to a program too, by the same option.
import ArgumentParser
import Testing

@testable import Commands

@Suite("Results of commands")
struct ResultTests {
  /// The commands that have no result in two forms, each with what it prints instead.
  private static let others = [
    "cat": "rows, as CSV or JSON lines",
    "customers export": "the JSON document that a person gets",
    "customers match": "rows with their answers, as a table, CSV or JSON",
    "fx": "rows with their answers, as a table, CSV or JSON",
    "vatid check": "rows, as CSV or JSON, or a table",
    "report": "tables, CSV or JSON, also into files",
    "return": "the form of a tax office, which --as chooses",
    "rates check": "mistakes with their lines, as a table, CSV or JSON",
    "rates list": "rates, as a table, CSV or JSON",
    "rates place": "rows with their places, as a table, CSV or JSON",
    "rates show": "rates, as a table, CSV or JSON",
    "presets show": "JSON to copy from",
    "schema": "JSON Schema",
    "tax decide": "rows with their answers, as a table, CSV or JSON",
  ]

  @Test("every command takes --format text or json, or is named here with what it prints instead")
  func formats() {
    let commands = Self.commands(of: Shopledger.self, named: [])
    for (name, command) in commands {
      let help = Shopledger.helpMessage(for: command, columns: 200)
      let isPrintedBothWays = help.contains(
        /--format <format> +How the result is printed: text or json\. \(values: text, json; default: text\)/)
      #expect(
        isPrintedBothWays == (Self.others[name] == nil), "\(name): print a CommandResult, through ResultOptions")
    }
    #expect(Set(Self.others.keys).subtracting(commands.map(\.name)) == [], "there are no such commands: strike them")
  }

  /// The commands that do something, by the words that a person types.
  private static func commands(
    of command: any ParsableCommand.Type, named words: [String]
  ) -> [(name: String, command: any ParsableCommand.Type)] {
    let parts = command.configuration.subcommands
    guard !parts.isEmpty else { return [(words.joined(separator: " "), command)] }
    return parts.flatMap { commands(of: $0, named: words + [$0._commandName]) }
  }
}
