import ArgumentParser
import Extract

/// `layouts`: the kinds of file that can be read.
struct LayoutsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layouts", abstract: "List the layouts that export files are read by, or show one with its columns.")

  @Argument(help: "The layout to show.")
  var name: String?

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    guard let name else { return try result.print(LayoutList(layouts: Layouts.descriptions)) }
    guard let layout = Layouts.descriptions.first(where: { $0.name == name }) else {
      throw UnknownName.error("layout", name, among: Layouts.descriptions.map(\.name))
    }
    try result.print(LayoutDetails(layout: layout))
  }
}
