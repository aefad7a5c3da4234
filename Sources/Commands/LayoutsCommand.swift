import ArgumentParser
import Extract
import Foundation

/// `layouts`: the kinds of file that can be read.
struct LayoutsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layouts", abstract: "List the layouts that export files are read by, or show one with its columns.")

  @Argument(help: "The layout to show.")
  var name: String?

  mutating func run() throws {
    guard let name else {
      for layout in Layouts.descriptions { print("\(layout.name)\n    \(layout.summary)") }
      return
    }
    guard let layout = Layouts.descriptions.first(where: { $0.name == name }) else {
      throw UnknownName.error("layout", name, among: Layouts.descriptions.map(\.name))
    }
    print("\(layout.name)\n    \(layout.summary)")
    for column in layout.columns {
      print("  \(column)\(layout.requiredColumns.contains(column) ? "  (required)" : "")")
    }
    for column in layout.madeColumns { print("  \(column)  (made by the layout)") }
  }
}
